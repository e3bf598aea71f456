"""What each rule of the check is called on screen: where a host chooses which stop a note, and where one has."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

RULE_WORDS = {
    "email": _("mail addresses"),
    "phone": _("telephone numbers"),
    "nhs": _("NHS numbers"),
    "nino": _("National Insurance numbers"),
    "postcode_address": _("addresses of homes"),
    "birth_date": _("dates of birth"),
    "bank": _("bank accounts"),
    "card": _("payment cards"),
    "passport": _("numbers of passports"),
    "driving_licence": _("numbers of driving licences"),
    "vehicle": _("number plates"),
    "case_reference": _("references to cases"),
    "named_person": _("people named who are not on your list"),
    "child_place": _("a child and a place together"),
    "negative_person": _("something hard said of a person by name"),
    "former_name": _("names that somebody asked to be forgotten"),
    "secret": _("passwords and keys"),
    "internal_link": _("links that answer inside alone"),
    "hostname_vulnerability": _("a system and a weakness of it"),
    "money_supplier": _("a supplier and a sum"),
    "procurement": _("a purchase that is still open"),
    "embargo": _("what is not to be told yet"),
    "image_no_alt": _("pictures without words"),
    "image_place": _("pictures that say where they were taken, or of people who were not asked"),
    "heading_order": _("levels of headings"),
    "link_text": _("words of links"),
    "table_header": _("tables without headings"),
    "colour_only": _("what is said by colour alone"),
    "acronym": _("short forms that are not explained"),
    "language_of_parts": _("words in another language that do not say so"),
    "missing_language": _("a language that is missing"),
    "media_no_transcript": _("sounds and films without a transcript"),
    "media_not_given": _("pictures, sounds and films that readers are not given"),
    "pre_election": _("what is held back before an election"),
    "out_of_hours": _("publishing out of hours"),
    "said_found": _("a number said, and another found"),
    "quoted_narrower": _("words quoted from a note for fewer readers"),
    "dead_link": _("links that do not answer"),
    "empty_section": _("headings with nothing under them"),
    "misheard": _("names that were heard wrongly"),
}

# Where a host looks for a rule, in the order in which they stand there.
GROUPS = (
    (_("People"), (
        "email", "phone", "nhs", "nino", "postcode_address", "birth_date", "bank", "card", "passport", "driving_licence", "vehicle", "case_reference",
        "named_person", "child_place", "negative_person", "former_name",
    )),
    (_("The organisation"), (
        "secret", "internal_link", "hostname_vulnerability", "money_supplier", "procurement", "embargo", "quoted_narrower",
    )),
    (_("Place and time"), ("image_place", "pre_election", "out_of_hours")),
    (_("Access and plain language"), (
        "image_no_alt", "media_no_transcript", "media_not_given", "heading_order", "link_text", "dead_link", "table_header", "colour_only", "acronym", "language_of_parts",
        "missing_language", "empty_section",
    )),
    (_("Honesty"), ("said_found", "misheard")),
)  # fmt: skip
OTHERS = _("Of this place alone")


def grouped(names: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Rules with what they are called, under the words of their group, in the order of GROUPS; last those that stand in none. No group is empty."""
    left = sorted(names, key=lambda name: rule_words(name).casefold())
    found = []
    for words, several in GROUPS:
        found.append((str(words), [(name, rule_words(name)) for name in several if name in left]))
        left = [name for name in left if name not in several]
    found.append((str(OTHERS), [(name, rule_words(name)) for name in left]))
    return [(words, rows) for words, rows in found if rows]


def rule_words(name: str) -> str:
    """What the rule `name` is called; a rule of this site alone is called by its own name."""
    return str(RULE_WORDS.get(name) or name.replace("_", " "))
