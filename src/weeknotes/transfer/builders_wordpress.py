"""Pages that were put together with Divi, WPBakery or Avada, which write each box in square brackets: pictures, headings, links and words as what they show.

A box that was switched off was shown to nobody, and does not come. One that shows what is made elsewhere (a form, a map) stays as the words that stand there.
"""

import re
from base64 import b64decode
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from weeknotes.transfer import fusion_wordpress as fusion
from weeknotes.transfer.gates import IN_BOX
from weeknotes.transfer.keep import figure, link_to, named_after
from weeknotes.transfer.shortcodes import Attached, Pictures

# No bracket stands within the brackets: both write those otherwise there.
_TAG = re.compile(r"\[(/?)((?:et_pb|vc|fusion)_\w{1,60})((?:\s[^\[\]]{0,50000})?)\]")
_ONE = re.compile(r"([\w-]{1,80})=\"([^\"]*)\"")
_WRITTEN = {"%22": '"', "%91": "[", "%93": "]", "%92": "\\"}
_LEVEL = re.compile(r"(?:^|tag:)(h[1-6])\b")
# Boxes that hold words or other boxes and show nothing themselves, beside those that end like this.
_HOLDS = frozenset([
    "et_pb_text", "et_pb_code", "et_pb_toggle", "et_pb_accordion", "et_pb_accordion_item", "et_pb_tabs", "et_pb_tab", "et_pb_slider", "et_pb_slide", "et_pb_cta",
    "et_pb_blurb", "et_pb_testimonial", "et_pb_divider", "et_pb_fullwidth_code", "et_pb_fullwidth_header", "vc_column_text", "vc_toggle", "vc_message", "vc_cta",
    "vc_accordion", "vc_accordion_tab", "vc_tabs", "vc_tab", "vc_tour", "vc_tta_accordion", "vc_tta_tabs", "vc_tta_tour", "vc_tta_section", "vc_empty_space", "vc_separator",
    "vc_zigzag",
])  # fmt: skip
_FRAME = re.compile(r"(?:et_pb|vc)_(?:section|row|column)(?:_inner)?")
_HEADED = ("title", "heading", "h2", "text")
_UNDER = ("subhead", "h4", "author", "job_title", "company_name")
_BUTTONS = (("button_text", "button_url"), ("button_text", "button_link"), ("button_one_text", "button_one_url"), ("button_two_text", "button_two_url"))
_PICTURES = (("src", "alt"), ("image", "alt"), ("image", "image_alt"), ("portrait_url", "portrait_alt"), ("header_image_url", "image_alt_text"), ("custom_src", "alt"))
_FILMS = {"et_pb_video": "src", "et_pb_video_slider_item": "src", "et_pb_audio": "audio", "vc_video": "link"}


def built(text: str, pictures: Pictures) -> tuple[str, bool, bool]:
    """`text` with its boxes opened, whether one of them was switched off, and whether one was for some visitors only. `pictures` gives those of a list of numbers."""
    tags = list(_TAG.finditer(text)) if any(mark in text for mark in ("[et_pb_", "[vc_", "[fusion_")) else []
    ends = _ends(tags)
    made: list[str] = []
    after: dict[int, str] = {}
    hidden = gated = False
    at = number = 0
    while number < len(tags):
        tag = tags[number]
        made.append(text[at : tag.start()])
        at = tag.end()
        said = _said(tag)
        gated = gated or _is_gated(said)
        end = ends.get(number)
        if tag[1]:
            made.append(after.pop(number, tag.group()))
        elif _is_off(tag[2], said):
            hidden = True
            number = number if end is None else end
            at = tags[number].end()
        elif tag[2] in _WHOLE and end is not None:
            made.append(f"\n\n{_WHOLE[tag[2]](said, text[at : tags[end].start()])}\n\n")
            gated = gated or any(_is_gated(_said(one)) for one in tags[number + 1 : end])
            number, at = end, tags[end].end()
        elif (shown := _shown(tag[2], said, pictures)) is not None:
            before, behind = shown
            made.append(f"\n\n{before}\n\n")
            if end is None:
                made.append(f"{behind}\n\n")
            else:
                after[end] = f"\n\n{behind}\n\n"
        else:
            made.append(tag.group())
        number += 1
    return "".join([*made, text[at:]]) if tags else text, hidden, gated


def _said(tag: re.Match[str]) -> dict[str, str]:
    return {one[1]: _value(one[2]) for one in _ONE.finditer(tag[3])}


def _is_gated(said: Mapping[str, str]) -> bool:
    return bool(said.get(IN_BOX)) or fusion.is_gated(said)


def _ends(tags: list[re.Match[str]]) -> dict[int, int]:
    """For each tag that opens a box, the one that closes it."""
    open_now: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for number, tag in enumerate(tags):
        if not tag[1]:
            open_now.setdefault(tag[2], []).append(number)
        elif open_now.get(tag[2]):
            ends[open_now[tag[2]].pop()] = number
    return ends


def _value(written: str) -> str:
    for code, sign in _WRITTEN.items():
        written = written.replace(code, sign)
    return unescape(written).strip()


def _is_off(name: str, said: Mapping[str, str]) -> bool:
    return fusion.is_off(name, said) or said.get("disabled") == "on" or said.get("disabled_on") == "on|on|on" or said.get("disable_element") == "yes"


def _raw(_said: Mapping[str, str], words: str) -> str:
    """The HTML of a box that keeps it packed; the words as they stand where they are not."""
    try:
        return unquote(b64decode(words.strip(), validate=True).decode())
    except ValueError:
        return words


_WHOLE = {"vc_raw_html": _raw, "fusion_code": _raw, **fusion.WHOLE}


def _shown(name: str, said: dict[str, str], pictures: Pictures) -> tuple[str, str] | None:
    """What a box shows before what it holds, and after; None where that is made elsewhere."""
    if _FRAME.fullmatch(name) or fusion.FRAME.fullmatch(name):
        return "", ""
    if (film := fusion.film(name, said)) is not None:
        return film, ""
    linked = _link(said)
    before = [_heading(said, linked if name == "et_pb_blurb" else "")]
    before += _pictures(name, said, pictures, linked)
    behind = [f"<p>{escape(', '.join(words))}</p>"] if (words := [said[key] for key in _UNDER if said.get(key)]) else []
    behind += [link_to(said[there], said.get(words_of, "")) for words_of, there in _BUTTONS if said.get(there)]
    if name.startswith(("vc_btn", "vc_button", "vc_cta")) and linked:
        behind.append(link_to(linked, said.get("title", "")))
        before = [] if name != "vc_cta" else before
    played = said.get(_FILMS.get(name, ""), "")
    if played.startswith(("http", "/")):
        behind.append(link_to(played, named_after(played)))
    parts = [one for one in before if one], behind
    return ("\n\n".join(parts[0]), "\n\n".join(parts[1])) if any(parts) or name in _HOLDS or name in fusion.HOLDS else None


def _link(said: Mapping[str, str]) -> str:
    """Where a box leads: WPBakery keeps that with how it is opened."""
    kept = next((part.removeprefix("url:") for part in said.get("link", "").split("|") if part.startswith("url:")), "")
    address = unquote(kept) or said.get("url", "") or said.get("img_link", "")
    return address if address.startswith(("http:", "https:", "/", "mailto:")) else ""


def _heading(said: Mapping[str, str], leads: str) -> str:
    words = next((said[key] for key in _HEADED if said.get(key)), "")
    found = _LEVEL.search(said.get("title_level") or said.get("font_container") or "")
    level = found[1] if found else "h3"
    shown = f'<a href="{escape(leads)}">{escape(words)}</a>' if leads else escape(words)
    return f"<{level}>{shown}</{level}>" if words else ""


def _pictures(name: str, said: Mapping[str, str], pictures: Pictures, leads: str) -> list[str]:
    numbers = said.get("gallery_ids") or said.get("images") or (said.get("image", "") if name.startswith("vc_") else "")
    found: list[Attached] = pictures(numbers) if numbers else []
    made = [figure(one.address, one.alt, escape(one.caption), leads) for one in found]
    for source, described in () if "video" in name else _PICTURES:
        address = said.get(source, "")
        if address.startswith(("http:", "https:", "/")) and not any(escape(address) in one for one in made):
            alt = said.get(described) or said.get("alt") or said.get("image_alt")
            made.append(figure(address, alt or None, "", leads))
    return made
