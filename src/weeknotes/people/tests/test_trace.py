from datetime import timedelta

import pytest
from django.utils import timezone

from weeknotes.desk.traces import SENTENCES, traces
from weeknotes.people.models import Person, Trace
from weeknotes.people.trace import KINDS, let_go_old, trace


def test_a_trace_is_for_those_whom_it_concerns(nerys: Person):
    aled, tomos = (Person.objects.create(slug=name, name=name.title()) for name in ("aled", "tomos"))
    trace(kind="person-added", by=nerys, concerns=[nerys.pk, aled.pk, aled.pk], subject=aled.uid, detail={"whom": aled})
    assert [[one.words for one in traces(who)[0]] for who in (nerys, aled, tomos)] == [["You added Aled."], ["Nerys added you here."], []]
    trace(kind="site-changed", by=nerys, everybody=True)
    assert traces(tomos)[0][0].words == "Nerys changed the settings of this place."


def test_a_kind_nobody_knows_is_refused_and_nothing_kept(nerys: Person):
    with pytest.raises(ValueError, match="no kind of trace is called 'looked-at'"):
        trace(kind="looked-at", by=nerys, concerns=[nerys.pk])
    assert not Trace.objects.exists()


def test_every_kind_has_its_sentence(nerys: Person):
    assert set(SENTENCES) == KINDS
    for kind in sorted(KINDS):
        for by in (nerys, None):
            trace(kind=kind, by=by, concerns=[nerys.pk], subject=nerys.uid, detail={"whom": nerys, "program": "Phone", "level": 4, "was": 2, "count": 2, "how": "code", "reference": "FOI 7", "second": nerys})
    assert all(one.words and "%(" not in one.words for one in traces(nerys)[0])


def test_traces_are_forgotten_after_a_year(nerys: Person):
    for days in (0, 364, 366):
        made = trace(kind="site-changed", by=nerys, everybody=True)
        Trace.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=days))
    assert let_go_old() == 1
    assert Trace.objects.count() == 2


def test_what_somebody_did_stays_when_they_are_gone(nerys: Person):
    aled = Person.objects.create(slug="aled", name="Aled")
    trace(kind="site-changed", by=aled, everybody=True)
    aled.delete()
    assert traces(nerys)[0][0].words == "This site by itself changed the settings of this place."
