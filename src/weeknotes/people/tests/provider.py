"""A small OpenID Connect provider on loopback, for tests: discovery, the code flow with PKCE, signed ID tokens, userinfo. PyJWT signs, as a provider's library would."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "weeknotes", "sesame"


@dataclass
class Provider:
    """Who is signed in there, and what it says of them. What it was asked is kept for a test to look at."""

    issuer: str = ""
    userinfo: dict[str, Any] = field(default_factory=dict)
    id_token: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    others: list[dict[str, Any]] = field(default_factory=list)  # public keys beside its own
    signs: Callable[[dict[str, Any]], str] | None = None  # in place of its own key

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to, as somebody who is signed in here already."""
        if asked["client_id"] != CLIENT or asked["response_type"] != "code" or asked["code_challenge_method"] != "S256":
            raise ValueError(asked)
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, to whoever knows the secret and began with it; None for anybody else."""
        begun = self.codes.pop(sent.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if begun is None or sent.get("client_secret") != SECRET or begun["code_challenge"] != proof or begun["redirect_uri"] != sent["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "sub": self.userinfo.get("sub"), "nonce": begun.get("nonce"), **self.id_token}
        claims = {name: one for name, one in claims.items() if one is not None}
        access = secrets.token_urlsafe()
        self.tokens.add(access)
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self.signed(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        """An ID token."""
        return self.signs(claims) if self.signs else jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})

    def keys(self) -> dict[str, Any]:
        """Its public keys (RFC 7517)."""
        own = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**own, "kid": "1", "use": "sig", "alg": "RS256"}, *self.others]}

    def discovery(self) -> dict[str, Any]:
        """What it says of itself."""
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in places.items()}, **self.config}


@contextmanager
def provider() -> Iterator[Provider]:
    """One that runs, on a free port; gone afterwards."""
    made = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            made.asked.append(parts.path)
            if parts.path == "/.well-known/openid-configuration":
                self._json(made.discovery())
            elif parts.path == "/keys":
                self._json(made.keys())
            elif parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", made.authorize({name: one[0] for name, one in parse_qs(parts.query).items()}))
                self.end_headers()
            elif parts.path == "/userinfo" and self.headers.get("Authorization", "").removeprefix("Bearer ") in made.tokens:
                self._json(made.userinfo)
            elif parts.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", f"{made.issuer}/userinfo")
                self.end_headers()
            else:
                self._json({"error": "invalid_request"}, 400)

        def do_POST(self) -> None:
            made.asked.append(self.path)
            sent = {name: one[0] for name, one in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
            found = made.token(sent)
            self._json(found or {"error": "invalid_grant"}, 200 if found else 400)

        def _json(self, what: object, status: int = 200) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
