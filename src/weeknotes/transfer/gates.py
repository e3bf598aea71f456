"""What a source shows to some of its readers only, and how that is told: none of it is for everyone here."""

import re
from collections.abc import Iterable, Mapping

N_ = str  # marks a sentence for translation where it is shown

NOT_SAID = N_("The export does not say who could read it there, so it is for you alone until you choose.")
PAID = N_("It was for subscribers who pay there. Here it goes no further than the members of this site.")
FREE = N_("It was for subscribers there, not for everyone.")
PART = N_("A part of it was for subscribers or members there, so the whole of it goes no further than the members of this site.")
BY_MAIL = N_("It was sent as a mail and stood on no page there.")
SOME = N_("It was for some people only there. Here it is for you alone, until you choose.")
MAILED = N_("A part of it stood in nothing but the mail that was sent of it there, and did not come.")
HIDDEN = N_("A part of it was hidden there, and did not come.")

# Blocks and shortcodes of WordPress and of what is mostly added to it, whose contents only some are shown.
_BLOCK = re.compile(r"paywall|premium-content|membership|members?-?(?:only|content)|restrict|subscriber-view")
_SHORTCODE = re.compile(
    r"\[(?:membership|members?[_-](?:only|access|logged[_-]in)|restrict(?:ed)?|private|paid|premium[_-]content|subscribers?[_-]only|mepr-(?:active|show)"
    r"|ihc-hide-content|s2if|um_loggedin|wlm_\w{1,40})(?=[\s\]/])",
    re.IGNORECASE,
)
# What plugins for members keep beside a post of WordPress's of who may read it, and what stands there where that is everybody.
ROLES = frozenset([
    "_members_access_role", "rcp_user_level", "rcp_access_level", "rcp_subscription_level", "_is_paid", "groups-read", "groups-groups_read_post", "_wpmem_block",
    "um_content_restriction", "_wpac_is_members_only", "_issuem_leaky_paywall_visibility", "patreon-level", "ihc_mb_who", "s2member_ccaps_req", "arm_access_plan",
    "wppb-content-restrict-user-status", "wppb-content-restrict-user-role", "pms-content-restrict-user-status", "pms-content-restrict-subscription-plan",
])  # fmt: skip
_EVERYBODY = frozenset(["", "0", "all", "any", "none", "no", "false", "default", "everyone", "everybody", "public", "a:0:{}"])
_EVERYBODY_IN = re.compile(r'"(?:_um_accessible|visibility_type)";(?:s:\d{1,3}:"(?:0|default)?"|i:0)')
_PAID_MARK = re.compile(r"<!--\s{0,5}paid\s{0,5}-->")
# What plugins write into a block of WordPress's that only some visitors are shown (Block Visibility, Ultimate Member, Otter), and Divi into a box.
_IN_BLOCK = re.compile(r'"visibilityByRole"\s{0,5}:\s{0,5}"(?!all")|"um_is_restrict"\s{0,5}:\s{0,5}true|"otterConditions"\s{0,5}:\s{0,5}\[\s{0,5}[\[{]')
IN_BOX = "display_conditions"
# Older versions of it write between these what a card made; of a card for mails that is nothing, or what nobody was to see.
_MAIL_CARD = re.compile(r"<!--\s{0,5}kg-card-begin:\s{0,5}(email(?:-cta)?)\s{0,5}-->(.*?)(?:<!--\s{0,5}kg-card-end:\s{0,5}\1\s{0,5}-->|\Z)", re.DOTALL)
_GHOST = re.compile(r"<!--\s{0,5}kg-gated-block:(?:begin([^<>]{0,500}?)|end)\s{0,5}-->")


def of_wordpress(blocks: Iterable[str], text: str) -> bool:
    """Whether a text of WordPress's, in which blocks of these names stand, has a part that not everybody was shown."""
    return any(_BLOCK.search(name) for name in blocks) or _SHORTCODE.search(text) is not None


def of_block(said: str) -> bool:
    """Whether a block of WordPress's says of itself that only some visitors are shown it."""
    return _IN_BLOCK.search(said) is not None


def of_roles(about: Mapping[str, str]) -> bool:
    """Whether a plugin keeps beside a post of WordPress's that only some may read it."""
    return any(about[key].strip().lower() not in _EVERYBODY and _EVERYBODY_IN.search(about[key]) is None for key in ROLES if key in about)


def of_writefreely(source: str) -> bool:
    """Whether a text of WriteFreely's has a part for those who pay: all below the mark for it."""
    return _PAID_MARK.search(source) is not None


def of_ghost(html: str) -> tuple[str, bool, bool]:
    """The HTML of a post of Ghost's without what stood in mails alone; whether it has a part that not everybody was shown, and whether it had one for mails.

    Ghost says of such a part whether visitors (`nonMember`) and which members (`memberSegment`) see it; of a mail's own, that nobody does.
    """
    html = _MAIL_CARD.sub(lambda found: mail_only(found[2]), html)
    if "kg-gated-block" not in html:
        return html, False, False
    kept: list[str] = []
    gated = mailed = any_mailed = False
    at = 0
    for found in _GHOST.finditer(html):
        kept += [] if mailed else [html[at : found.start()]]
        at = found.end()
        said = found[1]
        mailed = said is not None and "nonMember:false" in said and 'memberSegment:""' in said
        any_mailed = any_mailed or mailed
        gated = gated or (said is not None and not mailed and "nonMember:true" not in said)
    kept += [] if mailed else [html[at:]]
    return "".join(kept), gated, any_mailed


def mail_only(html: str) -> str:
    """A card's HTML that stands in mails alone, between the marks by which it is known again; "" where it says nothing."""
    return f'<!--kg-gated-block:begin nonMember:false memberSegment:"" -->{html}<!--kg-gated-block:end-->' if html.strip() else ""


def as_ghost_marks(html: str, visibility: object) -> str:
    """A card's HTML between the marks that Ghost itself writes around one that not everybody is shown; `visibility` is what the card says of that."""
    if not isinstance(visibility, dict):
        return html
    web = visibility.get("web")
    everyone = web.get("nonMember") is not False if isinstance(web, dict) else visibility.get("showOnWeb") is not False
    if everyone:
        return html
    segment = "".join(letter for letter in str(web.get("memberSegment") or "") if letter not in '<>"-') if isinstance(web, dict) else ""
    return f'<!--kg-gated-block:begin nonMember:false memberSegment:"{segment}" -->{html}<!--kg-gated-block:end-->'
