"""A request under the law, on the terminal and in other hands: what a list of them says, and what everybody is told when another officer takes one over."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from weeknotes.people.leave_site import leave_site
from weeknotes.people.models import Person, TraceConcern
from weeknotes.people.post import send_due
from weeknotes.transfer.law.answering import answer, ask_to_open, close, settle_opening
from weeknotes.transfer.law.asking import Over, ask, decline
from weeknotes.transfer.law.carrying import take_over
from weeknotes.transfer.law.officers import end_officer, name_officer
from weeknotes.transfer.models_law import LawCarried, LawRequest
from weeknotes.transfer.tests.typed import main
from weeknotes.transfer.tests.under_law import ASKED, cast, client_of, draft, searched, time_over, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Person]:
    found = cast()
    name_officer(person=found["aled"], by=found["host"])
    return found


def test_the_command_prints_each_request_and_nothing_that_was_asked_or_found(people, capsys):
    assert main(["law"]) == 0
    assert capsys.readouterr().out == "No search under the law was asked for here.\n"
    draft(people["nerys"])
    searched(people)
    declined = ask(by=people["officer"], asked=replace(ASKED, reference="FOI 115\x1b[2J"))
    decline(request=declined, by=people["host"], because="Too wide")
    ask(by=people["aled"], asked=replace(ASKED, reference="FOI 116"))
    main(["law"])
    shown = capsys.readouterr().out
    first, second, third = shown.splitlines()
    today = timezone.localdate()
    assert first == f"FOI 116  asked for on {today}, due 2026-12-18  Aled  waits for a second person to agree"
    assert second == f"FOI 115\ufffd[2J  asked for on {today}, due 2026-12-18  Olwen  declined: nothing was searched"
    until = LawRequest.objects.get(reference=ASKED.reference).answer_until
    assert third == f"FOI 2026/114  asked for on {today}, due 2026-12-18  Olwen  writers have until {until} to answer"
    main(["law", "--json"])
    told = capsys.readouterr().out
    rows = [json.loads(line) for line in told.splitlines()]
    assert [(one["reference"][:7], one["state"], one["officer"], one["second"]) for one in rows] == [
        ("FOI 116", "waits", "Aled", None), ("FOI 115", "declined", "Olwen", None), ("FOI 202", "answering", "Olwen", "Hefin"),
    ]  # fmt: skip
    assert (rows[2]["due_on"], rows[2]["came_on"], rows[2]["people_concerned"]) == ("2026-12-18", "2026-11-20", 1)
    for word in ("depot", "zeppelin", "Nerys", "Mair", "reader of the paper"):
        assert word not in shown + told, word


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"searched_at": None, "answer_until": None}, "searching"),
        ({"answer_until": timezone.localdate() - timedelta(days=1)}, "deciding"),
        ({"closed_at": timezone.now(), "ended": "closed"}, "closed"),
        ({"closed_at": timezone.now(), "ended": "too-much"}, "too-much"),
    ],
)
def test_the_command_says_how_far_a_request_is(people, capsys, changed, state):
    LawRequest.objects.filter(pk=searched(people).pk).update(**changed)
    main(["law", "--json"])
    assert json.loads(capsys.readouterr().out)["state"] == state
    main(["law"])
    assert capsys.readouterr().out.startswith("FOI 2026/114  asked for on ")


def test_another_officer_takes_a_request_over_and_everybody_concerned_is_told_from_whom(people):
    draft(people["nerys"])
    request = searched(people)
    answer(request=request, by=people["nerys"], numbers=[1], word="about")
    send_due()
    mail.outbox.clear()
    olwen, aled, nerys, host = (client_of(people[one]) for one in ("officer", "aled", "nerys", "host"))
    assert "Mair" in words_on(olwen.get(f"/law/{request.uid}/found/1/"))
    assert aled.get(f"/law/{request.uid}/found/1/").status_code == 404
    page = words_on(aled.get(f"/law/{request.uid}/"))
    assert "You then carry it in place of Olwen" in page
    done = aled.post(f"/law/{request.uid}/carry/", {"before": people["officer"].slug}, follow=True)
    assert "You carry this request from now on." in words_on(done)
    for who in (aled, nerys, host):
        page = words_on(who.get(f"/law/{request.uid}/"))
        assert "Asked for by Olwen" in page
        assert "Taken over by Aled from Olwen on" in page
        assert "Aled took the request FOI 2026/114 over from Olwen." in words_on(who.get("/settings/traces/")).replace("You took", "Aled took")
    assert "Taken over by Aled from Olwen on" in words_on(client_of(people["tomos"]).get("/law/"))
    assert "Asked for by Olwen" in words_on(client_of(people["tomos"]).get("/law/"))
    assert "Aled has taken over the request FOI 2026/114" in words_on(nerys.get("/today/"))
    assert not TraceConcern.objects.filter(person=people["tomos"], trace__kind="law-carried").exists()
    send_due()
    told = {one.to[0].split("@")[0]: one.body for one in mail.outbox}
    assert set(told) - {"hefin"} == {"nerys", "officer"}
    assert "Aled carries the request FOI 2026/114 from now on, in place of Olwen." in told["nerys"]
    assert f"/law/{request.uid}/" in told["nerys"]
    assert "depot" not in told["nerys"].lower()
    assert "Mair" in words_on(aled.get(f"/law/{request.uid}/found/1/"))
    assert olwen.get(f"/law/{request.uid}/found/1/").status_code == 404
    assert "Mair" not in words_on(olwen.get(f"/law/{request.uid}/"))
    request.refresh_from_db()
    with pytest.raises(PermissionDenied):
        close(request=request, by=people["officer"], outcome="Answered")
    close(request=request, by=people["aled"], outcome="Answered")


def test_only_an_officer_who_is_neither_of_the_two_takes_it_over_and_only_from_whoever_carries_it(people):
    request = searched(people)
    name_officer(person=people["host"], by=people["host"])
    for who in ("officer", "host", "nerys"):
        with pytest.raises(PermissionDenied):
            take_over(request=request, by=people[who], before=people["officer"])
        answered = client_of(people[who]).post(f"/law/{request.uid}/carry/", {"before": people["officer"].slug})
        assert answered.status_code == 404
    assert "Take this request over" not in words_on(client_of(people["host"]).get(f"/law/{request.uid}/"))
    end_officer(person=people["aled"], by=people["host"])
    with pytest.raises(PermissionDenied):
        take_over(request=request, by=people["aled"], before=people["officer"])
    name_officer(person=people["aled"], by=people["host"])
    name_officer(person=people["tomos"], by=people["host"])
    take_over(request=request, by=people["tomos"], before=people["officer"])
    aled = client_of(people["aled"])
    assert "somebody else carries it meanwhile" in words_on(aled.post(f"/law/{request.uid}/carry/", {"before": people["officer"].slug}, follow=True))
    take_over(request=request, by=people["officer"], before=people["tomos"])
    request.refresh_from_db()
    close(request=request, by=people["officer"], outcome="Answered")
    with pytest.raises(Over):
        take_over(request=request, by=people["aled"], before=people["officer"])
    assert "Take this request over" not in words_on(client_of(people["officer"]).get(f"/law/{request.uid}/"))
    assert list(LawCarried.objects.order_by("pk").values_list("before__name", "after__name")) == [("Olwen", "Tomos"), ("Tomos", "Olwen")]


def mailed() -> dict[str, str]:
    mail.outbox.clear()
    send_due()
    return {one.to[0].split("@")[0]: str(one.body) for one in mail.outbox}


@pytest.fixture
def hosted(people: dict[str, Person]) -> dict[str, Person]:
    Person.objects.filter(pk=people["host"].pk).update(email="host@glanderw.example")
    people["host"].refresh_from_db()
    return people


@pytest.mark.parametrize("how", ["leaves", "is ended"])
def test_where_the_officer_of_a_request_is_none_any_more_those_who_can_go_on_with_it_are_told(hosted, how):
    draft(hosted["nerys"])
    request = searched(hosted)
    mailed()
    if how == "leaves":
        leave_site(person=hosted["officer"], by=hosted["host"])
    else:
        end_officer(person=hosted["officer"], by=hosted["host"])
    told = mailed()
    assert set(told) == {"host", "aled"}
    for body in told.values():
        assert "Olwen, who carried the request FOI 2026/114, has left or is information officer no more." in body
        assert f"/law/{request.uid}/" in body
        assert "depot" not in body.lower()
    line = "Olwen carries the request FOI 2026/114 no more: another information officer has to take it over"
    for who, seen in (("host", True), ("aled", True), ("nerys", False), ("tomos", False)):
        assert (line in words_on(client_of(hosted[who]).get("/today/"))) == seen, who
    take_over(request=request, by=hosted["aled"], before=hosted["officer"])
    assert line not in words_on(client_of(hosted["host"]).get("/today/"))


def test_nobody_is_told_that_an_officer_is_wanted_for_what_is_closed_or_taken_over_by_then(hosted):
    request = searched(hosted)
    over = ask(by=hosted["officer"], asked=replace(ASKED, reference="FOI 115"))
    decline(request=over, by=hosted["host"], because="Too wide")
    mailed()
    leave_site(person=hosted["officer"], by=hosted["host"])
    take_over(request=request, by=hosted["aled"], before=hosted["officer"])
    assert not [body for body in mailed().values() if "no more" in body]


def test_where_the_second_has_left_everybody_who_may_agree_in_their_place_is_asked(hosted):
    draft(hosted["nerys"])
    draft(hosted["tomos"])
    request = searched(hosted)
    time_over(request)
    ask_to_open(request=request, by=hosted["officer"], because="Due", number=1)
    mailed()
    Person.objects.filter(pk=hosted["tomos"].pk).update(is_host=True)
    leave_site(person=hosted["host"], by=hosted["tomos"])
    assert {who for who, body in mailed().items() if "A second person has to agree" in body} == {"aled", "tomos"}
    assert settle_opening(request=request, by=hosted["aled"], numbers=[1], agreed=True) == 1
    mailed()
    ask_to_open(request=request, by=hosted["officer"], because="Due", number=2)
    assert {who for who, body in mailed().items() if "A second person has to agree" in body} == {"aled", "tomos"}


def test_what_was_to_be_opened_and_not_agreed_to_is_asked_anew_and_what_was_opened_is_open_to_the_new_one(people):
    draft(people["nerys"])
    draft(people["tomos"])
    request = searched(people)
    time_over(request)
    ask_to_open(request=request, by=people["officer"], because="Due", number=None)
    settle_opening(request=request, by=people["host"], numbers=[1], agreed=True)
    take_over(request=request, by=people["aled"], before=people["officer"])
    request.refresh_from_db()
    assert settle_opening(request=request, by=people["host"], numbers=[2], agreed=True) == 0
    aled = client_of(people["aled"])
    assert "Mair" in words_on(aled.get(f"/law/{request.uid}/found/1/"))
    assert "Mair" not in words_on(aled.get(f"/law/{request.uid}/found/2/"))
    assert ask_to_open(request=request, by=people["aled"], because="Due", number=2) == 1
    assert "Aled wants to open 1 thing" in words_on(client_of(people["host"]).get(f"/law/{request.uid}/"))
