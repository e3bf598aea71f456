"""Every word on screen has Welsh: the catalogue holds what `make words` would gather, each entry is filled, and nothing in braces is lost."""

import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.db.models import Model
from django.forms import Form, ModelForm
from django.urls import get_resolver
from django.utils.translation import ngettext, override

from contracts.servers import ROOT
from weeknotes.web.pages import and_before

WELSH = ROOT / "src" / "weeknotes" / "web" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
GATHER = re.compile(r"pybabel --quiet extract (.*) -o \S+ \.$", re.MULTILINE)
FILLED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def entries(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    """The messages of a catalogue by context and first English form."""
    return {(one.context, one.id if isinstance(one.id, str) else one.id[0]): one for one in catalog if one.id}


@pytest.fixture(scope="module")
def welsh() -> Catalog:
    with WELSH.open("rb") as file:
        return read_po(file, locale="cy")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What stands in the code and the templates now, gathered with the Makefile's own words."""
    found = GATHER.search((ROOT / "Makefile").read_text())
    assert found
    out = tmp_path_factory.mktemp("words") / "words.pot"
    words = [sys.executable, "-c", "from babel.messages.frontend import main; main()", "--quiet", "extract", *found.group(1).split(), "-o", str(out), "."]
    subprocess.run(words, cwd=ROOT, check=True)
    with out.open("rb") as file:
        return read_po(file)


def test_the_catalogue_has_every_word_on_screen_and_no_other(welsh: Catalog, gathered: Catalog) -> None:
    assert set(entries(welsh)) == set(entries(gathered)), "run: make words"


def test_every_word_has_welsh(welsh: Catalog) -> None:
    assert [one.id for one in entries(welsh).values() if not all(_forms(one)) or one.fuzzy] == []


def test_what_is_filled_in_is_filled_in_in_welsh_too(welsh: Catalog) -> None:
    wrong = []
    for (_context, english), one in entries(welsh).items():
        wanted = {name for pair in FILLED.findall(english) for name in pair if name}
        if any({name for pair in FILLED.findall(form) for name in pair if name} != wanted for form in _forms(one)):
            wrong.append(english)
    assert wrong == []


def test_counting_in_welsh_has_six_forms(welsh: Catalog) -> None:
    assert welsh.num_plurals == 6
    assert all(len(_forms(one)) == 6 for one in entries(welsh).values() if not isinstance(one.id, str))
    with override("cy"):
        assert [ngettext("%(count)s minute", "%(count)s minutes", n) % {"count": n} for n in (1, 2, 3)] == ["1 munud", "2 funud", "3 munud"]


def test_and_is_another_word_before_a_vowel_in_welsh() -> None:
    with override("cy"):
        assert [and_before(name) for name in ("Aled", "Ŵyn", "Siân", "Nerys")] == ["ac", "ac", "a", "a"]
    with override("en"):
        assert {and_before(name) for name in ("Aled", "Siân")} == {"and"}


def _forms(one: Message) -> tuple[str, ...]:
    return tuple(one.string) if isinstance(one.string, list | tuple) else (one.string or "",)


def test_what_a_form_may_say_of_a_field_has_welsh_also_where_others_wrote_it() -> None:
    assert get_resolver().url_patterns  # every form of a page is known once the map of the site is read
    english = []
    for form in (*_forms_of_ours(Form), *_forms_of_ours(ModelForm)):
        for name, field in form.base_fields.items():
            said = {*field.error_messages.values(), *(getattr(one, "message", "") for one in field.validators)}
            for words in filter(None, said):
                try:
                    both = [_in(lang, words) for lang in ("en", "cy")]
                except KeyError:
                    continue  # counted by a number that is known only when it is said
                if both[0] and both[0] == both[1]:
                    english.append(f"{form.__name__}.{name}: {both[0]}")
    assert english == []


def _in(lang: str, words: object) -> str:
    with override(lang):
        return str(words)


def _forms_of_ours(base: "type[Form | ModelForm[Model]]") -> "list[type[Form | ModelForm[Model]]]":
    """Form classes of this site that have been read, and those of allauth that a page of ours shows."""
    found: list[type[Form | ModelForm[Model]]] = []
    for one in base.__subclasses__():
        if one.__module__.startswith("weeknotes.") or one.__name__ in {"RequestLoginCodeForm", "ConfirmLoginCodeForm"}:
            found.append(one)
        found += _forms_of_ours(one)
    return found
