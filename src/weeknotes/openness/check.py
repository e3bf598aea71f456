"""The check before publishing: every rule over one outline, in the order of the text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from weeknotes.openness.context import NOTHING, Context
from weeknotes.openness.finding import Finding
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import (
    acronym,
    bank,
    birth_date,
    card,
    case_reference,
    child_place,
    colour_only,
    dead_link,
    driving_licence,
    email,
    embargo,
    empty_section,
    former_name,
    heading_order,
    hostname_vulnerability,
    image_no_alt,
    image_place,
    internal_link,
    language_of_parts,
    link_text,
    media_no_transcript,
    media_not_given,
    misheard,
    missing_language,
    money_supplier,
    named_person,
    negative_person,
    nhs,
    nino,
    out_of_hours,
    passport,
    phone,
    postcode_address,
    pre_election,
    procurement,
    quoted_narrower,
    said_found,
    secret,
    table_header,
    vehicle,
)
from weeknotes.openness.whole import whole
from weeknotes.prose.shapes import Outline

RULES: tuple[Rule, ...] = (
    card.rule,
    nhs.rule,
    nino.rule,
    email.rule,
    phone.rule,
    secret.rule,
    former_name.rule,
    bank.rule,
    passport.rule,
    driving_licence.rule,
    vehicle.rule,
    postcode_address.rule,
    birth_date.rule,
    case_reference.rule,
    named_person.rule,
    negative_person.rule,
    child_place.rule,
    image_no_alt.rule,
    media_no_transcript.rule,
    media_not_given.rule,
    link_text.rule,
    heading_order.rule,
    empty_section.rule,
    table_header.rule,
    colour_only.rule,
    acronym.rule,
    language_of_parts.rule,
    missing_language.rule,
    dead_link.rule,
    internal_link.rule,
    hostname_vulnerability.rule,
    money_supplier.rule,
    procurement.rule,
    embargo.rule,
    pre_election.rule,
    image_place.rule,
    quoted_narrower.rule,
    said_found.rule,
    out_of_hours.rule,
    misheard.rule,
)


def check(outline: Outline, *, rules: Sequence[Rule] | None = None, context: Context = NOTHING) -> tuple[Finding, ...]:
    """Give what the rules (RULES unless told) notice in a note, given what is known around it, sorted by place, then by the order of the rules.

    The same outline in the same context always gives the same findings, and no text makes it raise. Where two rules read the same number, the surer one
    keeps it (`Rule.yields_to`).
    """
    chosen = RULES if rules is None else rules
    note = whole(outline)
    found = {rule.name: tuple(rule.run(note, context)) for rule in chosen}
    kept = [
        (finding.start, order, finding)
        for order, rule in enumerate(chosen)
        for finding in _left(found[rule.name], (surer for name in rule.yields_to for surer in found.get(name, ())))
    ]
    return tuple(finding for _, _, finding in sorted(kept, key=lambda place: place[:2]))


def _left(findings: Iterable[Finding], surer: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no surer one overlaps."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in surer):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    for finding in findings:
        before = bisect_left(spans, (finding.end,))
        if not (before and finding.start < spans[before - 1][1]):
            yield finding
