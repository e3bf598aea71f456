"""Names of people, what is said of them, and children beside places: what is found, and what sounds alike and is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.openness.check import check
from weeknotes.openness.context import NOTHING, Context
from weeknotes.openness.former import former_hash
from weeknotes.openness.people import is_other, known, listed, plain
from weeknotes.openness.rule import Rule
from weeknotes.openness.rules import child_place, former_name, named_person, negative_person
from weeknotes.openness.tests.written import note, paragraph
from weeknotes.prose.shapes import Block

KEY = b"k" * 32
PIECES = [
    "Mr ", "Mrs Eirlys ", "Cllr ", "Gareth", "Siân ", "ap ", "a resident called ", " told me ", "said ", "dywedodd ", " was off sick", "let us down", "complaint about ", "a 9-year-old ",
    "pupil ", "Cerys, 14, ", "Ysgol Maes ", "Quarry Street", " in Pontwen", ". ", ", ", "“", "”", "I ", "é", "\u0130", "\ud800", "'", "-", "A", "plentyn 5 oed ", "Heol y ", " ",
]  # fmt: skip
TEXT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
ALL = (named_person.rule, negative_person.rule, child_place.rule, former_name.rule)
FORMER = Context(former=frozenset({former_hash("Siân Gareth", KEY)}), former_key=KEY, people=frozenset({"Eirlys Gareth"}))


def quotes(rule: Rule, text: str, context: Context = NOTHING) -> list[str]:
    found = check(paragraph(text), rules=[rule], context=context)
    assert {finding.rule for finding in found} <= {rule.name}
    return [finding.quote for finding in found]


@given(TEXT)
def test_any_text_is_read_for_people_and_each_finding_stands_in_it(text: str) -> None:
    for finding in check(paragraph(text), rules=ALL, context=FORMER):
        assert text[finding.start : finding.end] == finding.quote != ""
        assert finding.quote not in repr(finding)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Met Mrs Eirlys Maddocks about the stairlift.", "Mrs Eirlys Maddocks"),
        ("Met Mr. Maddocks’s brother.", "Mr. Maddocks"),
        ("A resident called Tegwyn Abernethy came.", "Tegwyn Abernethy"),
        ("A resident named Tegwyn Abernethy came.", "Tegwyn Abernethy"),
        ("A resident by the name of Tegwyn Abernethy came.", "Tegwyn Abernethy"),
        ("Our tenant Jolanta Wieczorek came.", "Jolanta Wieczorek"),
        ("Moses Okonjo told me so.", "Moses Okonjo"),
        ("Glenys Harcombe, 78, came.", "Glenys Harcombe"),
        ("Glenys Harcombe, a tenant, came.", "Glenys Harcombe"),
        ("“It took four goes,” said Winifred O’Dowd.", "Winifred O’Dowd"),
        ("“Nobody answers,” Qadira Lanyon said.", "Qadira Lanyon"),
        ("Dywedodd Rhiannon Tresaith wrthyf.", "Rhiannon Tresaith"),
        ("Daeth preswylydd o'r enw Siôn ap Rhydderch.", "Siôn ap Rhydderch"),
        ("Holodd y Cyng. Meurig Talfan am y biniau.", "Cyng. Meurig Talfan"),
    ],
)
def test_a_name_is_found_where_a_cue_says_that_somebody_is_meant(text: str, name: str) -> None:
    assert quotes(named_person.rule, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Kate Harcombe wrote a post.",
        "Power BI said no, and Microsoft Teams told me to wait.",
        "Dr Foster Street is closed, as are Mr and Mrs.",
        "The author, Mr Donald Norman, was there, and Ms Jane Pugh MS.",
        "As Donald Pugh said on a podcast, doors are hard.",
        "The First Minister, Mrs Pugh, came.",
        "THE COUNCIL told me. MR SMITH said.",
        "The Quarrell told us. The thing told us.",
        "Ormond Quarrell said nothing.",
        "Nothing was said by a participant named once.",
    ],
)
def test_public_people_organisations_and_streets_are_not_asked_about(text: str) -> None:
    assert quotes(named_person.rule, text) == []


def test_a_name_is_asked_about_once_and_not_where_it_is_on_the_list() -> None:
    text = "Mrs Eirlys Maddocks rang. Later Mrs Maddocks came, and Eirlys Maddocks told me more."
    assert quotes(named_person.rule, text) == ["Mrs Eirlys Maddocks"]
    assert quotes(named_person.rule, text, Context(people=frozenset({"EIRLYS MADDOCKS"}))) == []
    assert quotes(named_person.rule, text, Context(members=frozenset({"Eirlys Ann Maddocks"}))) == []


def test_headings_and_code_are_not_read_for_names() -> None:
    for kind in ("heading", "code"):
        text = "Mrs Eirlys Maddocks was off sick, and so was a pupil, Dylan, at Ysgol Maes Derw"
        outline = note(Block(kind, text, 0, len(text), level=2, marks=((0, 0),)), source=text)
        assert check(outline, rules=[named_person.rule, negative_person.rule]) == ()
        assert len(check(outline, rules=[child_place.rule])) == (kind == "heading")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Gareth Mostyn was off sick again.", "Gareth Mostyn was off sick"),
        ("We started the disciplinary process with Sharon.", "disciplinary process with Sharon"),
        ("Callum let us down.", "Callum let us down"),
        ("The complaint against Mr Prosser was upheld.", "complaint against Mr Prosser"),
        ("Yesterday Priya Nambiar failed.", "Priya Nambiar failed"),
        ("Methodd Aled ei brawf.", "Methodd Aled"),
        ("Mae Gwenllian wedi ei diswyddo.", "Gwenllian wedi ei diswyddo"),
        ("Quentina was sacked.", "Quentina was sacked"),
        ("Stephen would be dismissed, and Ann was sacked, too.", "Stephen would be dismissed"),
        ("Mr. Quarrell was sacked.", "Mr. Quarrell was sacked"),
        ("We had to let Jason go.", "let Jason go"),
        ("A complaint about Stuart came.", "complaint about Stuart"),
        ("Gadawodd Delyth y tîm i lawr.", "Delyth y tîm i lawr"),
        ("Yesterday Mr Quarrell was off sick.", "Mr Quarrell was off sick"),
        ("I saw that Mrs Quarrell was on sick leave.", "Mrs Quarrell was on sick leave"),
    ],
)
def test_a_difficult_sentence_about_somebody_named_is_found_from_the_name_to_what_is_said(text: str, quote: str) -> None:
    assert quotes(negative_person.rule, text, Context(people=frozenset({"Quentina Pugh"})))[0] == quote


@pytest.mark.parametrize(
    "text",
    [
        "I was off sick, so Gareth took my place.",
        "The server was suspended, and Nia brought it back.",
        "Nia fixed it because the tool was unreliable.",
        "Sarah fixed the failed build. The supplier was sacked.",
        "Huw wrote the grievance policy and the disciplinary policy.",
        "Dan dismissed the pop-up.",
        "Cardiff Council was sacked, said nobody.",
        "We let the lease go, and let Jason start.",
        "Sophie has been reviewing Fire Prevention content, and Nia spoke of a complaint from residents.",
        "Jordan Council was sacked. Owen Street failed.",
        "Somebody was off sick.",
        "Sam read guidance that had been signed off with care.",
        "Nia moderated complaints from residents.",
        "Gareth spoke. " + "x " * 60 + "There was a grievance.",
        "Gareth " + "x " * 60 + "there was a grievance.",
        "Polisi disgyblu newydd gan Nia.",
    ],
)
def test_a_sentence_about_a_thing_or_oneself_is_none_about_somebody(text: str) -> None:
    assert quotes(negative_person.rule, text) == []


def test_what_is_said_is_known_again_however_it_is_written() -> None:
    for text in ("Gareth Mostyn was off sick again.", "We saw that GARETH MOSTYN Was Off  Sick.", "Gareth Mostýn was off sick."):
        assert {finding.found for finding in check(paragraph(text), rules=[negative_person.rule])} <= {"gareth mostyn: off sick"}
    assert [finding.found for finding in check(paragraph("Gareth Mostýn was OFF sick."), rules=[negative_person.rule])] == ["gareth mostyn: off sick"]


def test_what_is_said_twice_of_one_person_is_one_finding_and_of_another_another() -> None:
    assert quotes(negative_person.rule, "Gareth was off sick on sick leave. Nia was sacked.") == ["Gareth was off sick", "Nia was sacked"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("A 9-year-old boy at Ysgol Maes Derw reads.", "9-year-old boy at Ysgol Maes"),
        ("Cerys, 14, lives on Quarry Street.", "Cerys, 14, lives on Quarry Street"),
        ("A girl aged 6. They live in Llanderw.", "girl aged 6. They live in Llanderw"),
        ("At Maes Derw School a boy called Ravi came.", "At Maes Derw School a boy called Ravi"),
        ("Mae Mabli, 8 oed, o bentref Llanderw.", "Mabli, 8 oed, o bentref Llanderw"),
        ("The child’s first name, Seren, and Ysgol Bryn", "child’s first name, Seren, and Ysgol Bryn"),
        ("A boy of 10 from Pontwen won.", "boy of 10 from Pontwen"),
        ("A boy at Ysgol Bryn, aged 9, won.", "boy at Ysgol Bryn, aged 9"),
        ("A 12-year-old in Pontwen told us.", "12-year-old in Pontwen"),
        ("Dylan, my son, is in Pontwen.", "Dylan, my son, is in Pontwen"),
    ],
)
def test_a_child_with_an_age_or_a_name_beside_a_place_is_found(text: str, quote: str) -> None:
    assert quotes(child_place.rule, text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Pupils at Ysgol Maes Derw made a film.",
        "Children under 11 swim in Pontwen.",
        "A 14-year-old system ran in Pontwen.",
        "A pupil called Dylan came. Nothing else. We met in Pontwen.",
        "A girl aged 6 came in March in English, and Cerys in Gareth in School.",
        "The girl Guides met in Pontwen.",
        "We met in Pontwen. A girl aged 6 came.",
        "Mrs Pugh (74) lives on Quarry Street.",
        "Version, 14, in Pontwen.",
    ],
)
def test_a_child_without_a_place_and_a_place_without_a_child_are_none(text: str) -> None:
    assert quotes(child_place.rule, text) == []


def test_a_child_is_found_once_with_its_nearest_place() -> None:
    text = "In Pontwen a girl aged 6, Cerys, 6, was in Llanderw."
    assert quotes(child_place.rule, text) == ["girl aged 6, Cerys, 6, was in Llanderw"]
    text = "We met in Pontwen one grey and rainy morning, and a girl aged 6 was in Llanderw."
    (finding,) = check(paragraph(text), rules=[child_place.rule])
    assert (finding.quote, finding.found) == ("girl aged 6 was in Llanderw", "girl aged 6 llanderw")


def test_a_former_name_is_found_however_it_is_written_and_says_nothing_but_its_hash() -> None:
    context = Context(former=frozenset({former_hash("Siôn ap Rhydderch-Pugh", KEY), former_hash("Zoë", KEY)}), former_key=KEY)
    for name in ("Siôn ap Rhydderch-Pugh", "SION ap RHYDDERCH PUGH", "Sion ap Rhydderch Pugh"):
        (finding,) = check(paragraph(f"Saw {name} and Ann."), rules=[former_name.rule], context=context)
        assert (finding.quote, finding.found) == (name, former_hash(name, KEY))
        assert finding.values == ()
    assert quotes(former_name.rule, "Zoe. Ap Zoë ap, Zoë’s, zoe", context) == ["Zoe", "Zoë", "Zoë"]
    assert quotes(former_name.rule, "Siôn, ap Rhydderch Pugh", context) == []


def test_without_hashes_or_a_key_that_can_be_used_no_name_is_a_former_one() -> None:
    assert quotes(former_name.rule, "Zoë") == []
    for key in (b"", b"k" * 65):
        assert quotes(former_name.rule, "Zoë", Context(former=frozenset({"0" * 32}), former_key=key)) == []


def test_a_former_name_is_no_stranger_as_well() -> None:
    context = Context(former=frozenset({former_hash("Zoë Pugh", KEY)}), former_key=KEY)
    assert [finding.rule for finding in check(paragraph("Ms Zoë Pugh rang."), context=context)] == ["former_name"]


def test_a_hash_needs_a_key_and_a_name() -> None:
    assert former_hash("Siân O’Neill", KEY) == former_hash("SIAN ONEILL", KEY) != former_hash("Siân O’Neill", b"other")
    assert len(former_hash("Siân", KEY)) == 32
    for name, key in (("", KEY), ("’", KEY), ("Siân", b""), ("Siân", b"k" * 65)):
        with pytest.raises(ValueError, match=r"A (?:name has letters|key of 1 to 64 bytes)"):
            former_hash(name, key)


def test_names_are_compared_without_case_and_accents() -> None:
    people = listed(frozenset({"Siân Pugh", "Ann Lee"}))
    assert known("sian", people)
    assert not known("Sian Lee", people)
    assert plain("Siân O’Neill-Pugh") == "sian o neill pugh"
    assert [is_other(name) for name in ("Glanderw Council", "The Pugh", "ABC", "’", "Ann Lee")] == [True, True, True, True, False]
