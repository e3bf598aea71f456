"""Boxes of Avada's builder that are what stands in them, and not around it: a title, a picture, a button, a list."""

import json
import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from html import unescape

from weeknotes.transfer.keep import figure, link_to
from weeknotes.transfer.tree_html import words_of

FRAME = re.compile(r"fusion_builder_(?:container|row|column)(?:_inner)?")
# Boxes that hold words or other boxes.
HOLDS = frozenset([
    "fusion_text", "fusion_accordion", "fusion_toggle", "fusion_tabs", "fusion_tab", "fusion_content_boxes", "fusion_content_box", "fusion_alert", "fusion_testimonials",
    "fusion_testimonial", "fusion_tagline_box", "fusion_highlight", "fusion_dropcap", "fusion_separator", "fusion_section_separator", "fusion_gallery", "fusion_slider",
    "fusion_slide", "fusion_flip_boxes", "fusion_fontawesome", "fusion_table", "fusion_modal_text_link", "fusion_tooltip", "fusion_images",
])  # fmt: skip
_LEADS = ("http:", "https:", "/", "mailto:")
_POINT, _POINT_ENDS = "[fusion_li_item", "[/fusion_li_item]"
_FILMS = {"fusion_youtube": "https://www.youtube.com/watch?v=", "fusion_vimeo": "https://vimeo.com/"}
_NUMBER = re.compile(r"[\w-]{1,40}")


def is_off(name: str, said: Mapping[str, str]) -> bool:
    """Whether a part of the page is a draft, which nobody was shown."""
    return name == "fusion_builder_container" and said.get("status") == "draft"


def is_gated(said: Mapping[str, str]) -> bool:
    """Whether a box asks who looks at it, which it keeps packed."""
    try:
        return bool(json.loads(b64decode(said.get("render_logics", ""), validate=True) or b"[]"))
    except ValueError:
        return True


def film(name: str, said: Mapping[str, str]) -> str | None:
    """A link to the film that a box shows."""
    number = said.get("id", "")
    if name not in _FILMS:
        return None
    if number.startswith(_LEADS):
        return link_to(number)
    return link_to(f"{_FILMS[name]}{number}") if _NUMBER.fullmatch(number) else None


def _title(said: Mapping[str, str], inner: str) -> str:
    level = said.get("size", "2")
    level = level if level in {"1", "2", "3", "4", "5", "6"} else "2"
    return f"<h{level}>{' '.join(inner.split())}</h{level}>" if words_of(inner) else ""


def _picture(said: Mapping[str, str], inner: str) -> str:
    if "<img" in inner:
        return inner
    address = unescape(inner).strip()
    leads = said.get("link", "")
    return figure(address, said.get("alt"), "", leads if leads.startswith(_LEADS) else "") if address.startswith(_LEADS) and " " not in address else inner


def _button(said: Mapping[str, str], inner: str) -> str:
    leads = said.get("link", "")
    return link_to(leads, words_of(inner)) if leads.startswith(_LEADS) else f"<p>{inner}</p>"


def _list(_said: Mapping[str, str], inner: str) -> str:
    points = [one.partition("]")[2].partition(_POINT_ENDS)[0] for one in inner.split(_POINT)[1:]]
    return f"<ul>{''.join(f'<li>{point.strip()}</li>' for point in points)}</ul>" if points else inner


WHOLE: dict[str, Callable[[Mapping[str, str], str], str]] = {
    "fusion_title": _title, "fusion_imageframe": _picture, "fusion_button": _button, "fusion_checklist": _list,
}  # fmt: skip
