"""What a browser may do with our pages, in the headers that say so. Needs no framework: the process that answers public pages has none."""

from weeknotes.prose.embed import hosts

# No page of a shared draft or the like has a script; a card (prose/embed.py) stays a link there.
BARE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

# What no page of ours needs of a device.
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"
# Where people come by https, browsers come by nothing else for a year. Other names of the domain are not ours to speak for.
LASTING = 31_536_000


# No text becomes HTML or a script in a browser but by the two ways named here: our own (editor/src/trusted.js), which keeps it inert, and the editor's
# clipboard. Two of our scripts may stand on a page, each with its own copy of ours.
TRUSTED = "require-trusted-types-for 'script'; trusted-types weeknotes ProseMirrorClipboard 'allow-duplicates'"


def public_policy() -> str:
    """For pages that everybody may read: the one script that opens cards, and frames of those who have what the cards show."""
    return BARE_POLICY.replace("style-src", f"script-src 'self'; media-src 'self'; frame-src {' '.join(hosts())}; {TRUSTED}; style-src", 1)


def signed_in_policy() -> str:
    """For pages of somebody signed in."""
    return public_policy().replace("form-action", "connect-src 'self'; manifest-src 'self'; form-action", 1)


def public_headers(*, secure: bool = False) -> list[tuple[str, str]]:
    """The headers of a public page that is read from disk; `secure` where people come by https."""
    return [
        ("Content-Security-Policy", public_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Permissions-Policy", PERMISSIONS),
        *([("Strict-Transport-Security", f"max-age={LASTING}")] if secure else []),
    ]
