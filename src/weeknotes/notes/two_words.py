"""What the two languages of a note differ in, as sentences for the writer."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weeknotes.prose.parity import Difference, What


def sentence(one: Difference, langs: tuple[str, str]) -> str:
    """What differs, and on which side; the words at its place are shown after it, in their own language."""
    lang = langs[one.side]
    if one.what == "unwritten":
        return places_to_write(one.count, lang)
    if one.what in _OWN:
        return _own()[one.what, lang]
    thing = _thing(one.what, one.count)
    return _("Only in the Welsh: %(thing)s") % {"thing": thing} if lang == "cy" else _("Only in the English: %(thing)s") % {"thing": thing}


def places_to_write(count: int, lang: str) -> str:
    """`3 places to write in the Welsh`."""
    if lang == "cy":
        return ngettext("%(count)s place to write in the Welsh (…)", "%(count)s places to write in the Welsh (…)", count) % {"count": count}
    return ngettext("%(count)s place to write in the English (…)", "%(count)s places to write in the English (…)", count) % {"count": count}


def no_title(lang: str) -> str:
    """One language has a title and the other none."""
    return _("The Welsh has no title yet. The English:") if lang == "cy" else _("The English has no title yet. The Welsh:")


def no_words(lang: str) -> str:
    """One language is empty, so that it will be left out."""
    if lang == "cy":
        return _("The Welsh has no words yet. If you publish now, it is left out, and readers get the English.")
    return _("The English has no words yet. If you publish now, it is left out, and readers get the Welsh.")


def same_on_both(same: tuple[tuple[What, int], ...]) -> str:
    """`2 headings, 3 list items, 1 link`; "" where nothing answers each other."""
    return ", ".join(_counted(what, count) for what, count in same)


_OWN = frozenset({"level", "audience", "left", "alt", "caption", "words", "listed"})


def _own() -> dict[tuple[What, str], str]:
    return {
        ("level", "en"): _("A larger heading in the English than in the Welsh"),
        ("level", "cy"): _("A larger heading in the Welsh than in the English"),
        ("audience", "en"): _("For fewer readers in the English. When both are published, the Welsh is kept to them too."),
        ("audience", "cy"): _("For fewer readers in the Welsh. When both are published, the English is kept to them too."),
        ("left", "en"): _("Still in Welsh:"),
        ("left", "cy"): _("Still in English:"),
        ("alt", "en"): _("The picture has no words in the Welsh. In the English:"),
        ("alt", "cy"): _("The picture has no words in the English. In the Welsh:"),
        ("caption", "en"): _("The picture has no caption in the Welsh. In the English:"),
        ("caption", "cy"): _("The picture has no caption in the English. In the Welsh:"),
        ("words", "en"): _("Nothing stands in the Welsh under this heading. In the English:"),
        ("words", "cy"): _("Nothing stands in the English under this heading. In the Welsh:"),
        ("listed", "en"): _("A list item in the English, a paragraph in the Welsh"),
        ("listed", "cy"): _("A list item in the Welsh, a paragraph in the English"),
    }


def _thing(what: What, count: int) -> str:
    """What stands on one side only, with its number where several follow each other."""
    if count > 1:
        return _counted(what, count)
    alone = {
        "heading": _("a heading"),
        "item": _("a list item"),
        "cells": _("a cell of this table"),
        "quote": _("a quotation"),
        "code": _("a piece of code"),
        "table": _("a table"),
        "image": _("a picture"),
        "link": _("a link"),
        "footnote": _("a footnote"),
    }
    return alone[what]


def _counted(what: What, count: int) -> str:
    words = {
        "heading": ngettext("%(count)s heading", "%(count)s headings", count),
        "item": ngettext("%(count)s list item", "%(count)s list items", count),
        "cells": ngettext("%(count)s cell of this table", "%(count)s cells of this table", count),
        "quote": ngettext("%(count)s quotation", "%(count)s quotations", count),
        "code": ngettext("%(count)s piece of code", "%(count)s pieces of code", count),
        "table": ngettext("%(count)s table", "%(count)s tables", count),
        "caption": ngettext("%(count)s caption", "%(count)s captions", count),
        "image": ngettext("%(count)s picture", "%(count)s pictures", count),
        "link": ngettext("%(count)s link", "%(count)s links", count),
        "footnote": ngettext("%(count)s footnote", "%(count)s footnotes", count),
    }
    return words[what] % {"count": count}
