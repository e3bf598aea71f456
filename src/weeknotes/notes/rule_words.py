"""What each rule of the check is called on screen: where a host chooses which stop a note, and where one has."""

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
    "pre_election": _("what is held back before an election"),
    "out_of_hours": _("publishing out of hours"),
    "said_found": _("a number said, and another found"),
    "quoted_narrower": _("words quoted from a note for fewer readers"),
    "dead_link": _("links that do not answer"),
    "empty_section": _("headings with nothing under them"),
    "misheard": _("names that were heard wrongly"),
}


def rule_words(name: str) -> str:
    """What the rule `name` is called; a rule of this site alone is called by its own name."""
    return str(RULE_WORDS.get(name) or name.replace("_", " "))
