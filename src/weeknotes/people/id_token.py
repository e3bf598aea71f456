"""What an ID token of the organisation's sign-in says, once it is known to be the provider's own answer to this very sign-in (OpenID Connect Core 1.0, 3.1.3.7).

Over TLS from the token address its signature need not be read (3.1.3.7, 6); it is read all the same, so that what stands between the two is trusted with nothing.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import jwt

# Signatures by a key of which the provider keeps the private half. `none`, and those by a secret that this site has as well, are none.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60  # seconds that two clocks may differ by


class NotGood(Exception):
    """The token is not what was asked for; why, for the journal."""


def nonce_of(proof: str) -> str:
    """The nonce of the sign-in that has this secret proof (its PKCE verifier): one for each, told to the provider, and telling nothing of the proof."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"nonce of {proof}".encode()).digest()).rstrip(b"=").decode()


def read(token: str, *, keys: object, issuer: str, client: str, proof: str) -> Mapping[str, Any]:
    """The claims of `token`: signed by one of the provider's `keys` (a JWK Set), of this issuer, for this client, in its time, for the sign-in of `proof`.

    NotGood otherwise.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token, _key(token, keys), algorithms=list(ALGORITHMS), issuer=issuer, audience=client, leeway=LEEWAY, options={"require": ["iss", "aud", "exp", "iat", "sub"]}
        )
    except (jwt.PyJWTError, TypeError, ValueError) as why:
        raise NotGood(f"the ID token cannot be taken: {type(why).__name__}") from why
    if claims.get("azp", client) != client:
        raise NotGood("the ID token was given to another client")
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce_of(proof).encode()):
        raise NotGood("the ID token is of another sign-in")
    return claims


def _key(token: str, keys: object) -> jwt.PyJWK:
    """The key that the token names, or the only one there is to sign with (Core 1.0, 10.1)."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise NotGood("the ID token is signed in no way that is taken")
    listed = keys.get("keys") if isinstance(keys, dict) else None
    several = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    there = jwt.PyJWKSet(several).keys  # those of a kind that nobody knows yet are left out
    signing = [one for one in there if one.public_key_use in {None, "sig"} and ("kid" not in header or one.key_id == header["kid"])]
    if len(signing) != 1:
        raise NotGood("no one key of the provider is meant")
    return signing[0]
