import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from weeknotes.people import sessions
from weeknotes.people.models import Person, SignedIn
from weeknotes.people.sign_in import sign_in_link

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

KNOWN = {
    FIREFOX: "Firefox, Linux",
    CHROME: "Chrome, Windows",
    CHROME + " Edg/140.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/130.0.0.0 Mobile Safari/537.36": "Samsung Internet, Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15": "Safari, Mac",
    "curl/8.5": "",
    "": "",
}


@pytest.fixture
def enter(nerys: Person) -> Callable[..., Client]:
    def one(agent: str = FIREFOX, person: Person = nerys) -> Client:
        client = Client(headers={"User-Agent": agent})
        client.post(sign_in_link(person).removeprefix(settings.SITE_URL))
        return client

    return one


@pytest.mark.parametrize(("agent", "words"), KNOWN.items())
def test_a_browser_is_said_in_two_names(enter: Callable[..., Client], agent: str, words: str):
    enter(agent)
    assert SignedIn.objects.get().browser == words


def test_each_browser_is_listed_and_this_one_is_said(enter: Callable[..., Client]):
    here, _there = enter(), enter(CHROME)
    page = here.get("/settings/signed-in/").content.decode()
    assert page.index("Chrome, Windows") < page.index("Firefox, Linux") < page.index("this one")
    assert page.count("this one") == 1
    assert "with a link" in page


def test_one_is_ended_and_the_others_stay(enter: Callable[..., Client]):
    here, there, third = enter(), enter(CHROME), enter(CHROME)
    row = SignedIn.objects.get(key=there.session.session_key)
    assert here.post("/settings/signed-in/", {"end": row.pk}).status_code == 302
    assert [one.get("/today/").status_code for one in (here, there, third)] == [200, 302, 200]


def test_all_others_are_ended(enter: Callable[..., Client], nerys: Person):
    here, *others = enter(), enter(CHROME), enter()
    aled = enter(person=Person.objects.create(slug="aled", name="Aled"))
    here.post("/settings/signed-in/", {"end": "others"})
    assert [one.get("/today/").status_code for one in (here, *others, aled)] == [200, 302, 302, 200]
    assert "You signed out in 2 other browsers." in here.get("/settings/traces/").content.decode()


@pytest.mark.parametrize("what", ["", "0", "x", "9" * 40, "²"])
def test_what_is_no_browser_of_mine_ends_nothing(enter: Callable[..., Client], what: str):
    here, there = enter(), enter(CHROME)
    answer = here.post("/settings/signed-in/", {"end": what}, follow=True)
    assert "There was nothing to end" in answer.content.decode()
    assert there.get("/today/").status_code == 200


def test_nobody_ends_a_browser_of_somebody_else(enter: Callable[..., Client]):
    here = enter()
    aled = enter(person=Person.objects.create(slug="aled", name="Aled"))
    here.post("/settings/signed-in/", {"end": SignedIn.objects.get(key=aled.session.session_key).pk})
    assert aled.get("/today/").status_code == 200


def test_a_host_signs_somebody_out_everywhere_and_nobody_else_can(enter: Callable[..., Client], nerys: Person):
    aled = Person.objects.create(slug="aled", name="Aled")
    theirs, host = (enter(person=aled), enter(person=aled)), enter()
    assert theirs[0].post("/settings/people/nerys/out/").status_code == 404
    assert host.get("/today/").status_code == 200
    host.post("/settings/people/aled/out/")
    host.post("/settings/people/nerys/out/")
    assert [one.get("/today/").status_code for one in (*theirs, host)] == [302, 302, 200]
    assert "Nerys signed you out everywhere." in enter(person=aled).get("/settings/traces/").content.decode()


def test_who_has_left_is_signed_out_everywhere(enter: Callable[..., Client], nerys: Person):
    aled = enter(person=Person.objects.create(slug="aled", name="Aled"))
    enter().post("/settings/people/aled/leave/")
    assert aled.get("/today/").status_code == 302
    assert not SignedIn.objects.filter(person__slug="aled").exists()
    assert Session.objects.count() == 1


def test_signing_out_takes_it_off_the_list(enter: Callable[..., Client]):
    here = enter()
    here.post("/sign-out/")
    assert not SignedIn.objects.exists()


def test_a_session_from_before_there_was_a_list_comes_onto_it(client: Client, nerys: Person):
    client.force_login(nerys)
    client.get("/today/")
    assert "this one" in client.get("/settings/signed-in/").content.decode()
    assert not sessions.fresh(type("Asked", (), {"session": client.session})(), timedelta(days=1))  # nobody saw how it began


def test_use_is_marked_once_a_day(enter: Callable[..., Client], django_assert_num_queries):
    here = enter()
    SignedIn.objects.update(used_on="2020-01-01")
    here.get("/settings/signed-in/")
    assert SignedIn.objects.get().used_on == timezone.localdate()
    SignedIn.objects.update(used_on="2020-01-01")
    here.get("/settings/signed-in/")
    assert str(SignedIn.objects.get().used_on) == "2020-01-01"  # this process marked today already


@pytest.mark.django_db(transaction=True)
def test_a_page_is_shown_also_where_its_use_cannot_be_kept(enter: Callable[..., Client]):
    here = enter()
    SignedIn.objects.update(used_on="2020-01-01")

    def full(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "signedin" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        assert here.get("/settings/following/").status_code == 200
    here.get("/settings/following/")
    assert SignedIn.objects.get().used_on == timezone.localdate()


def test_no_address_of_the_network_is_kept(enter: Callable[..., Client]):
    client = Client(REMOTE_ADDR="198.51.100.77", headers={"User-Agent": FIREFOX})
    client.post(sign_in_link(Person.objects.get()).removeprefix(settings.SITE_URL))
    client.get("/settings/signed-in/")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "198.51.100.77" not in str(cursor.fetchall()), table


def test_nobody_stays_signed_in_for_longer_than_half_a_year(enter: Callable[..., Client]):
    old, here = enter(), enter()
    SignedIn.objects.filter(key=old.session.session_key).update(began_at=timezone.now() - sessions.LONGEST - timedelta(hours=1))
    assert sessions.let_go_old() == 1
    assert [one.get("/today/").status_code for one in (old, here)] == [302, 200]


def test_what_has_run_out_goes_off_the_list(enter: Callable[..., Client]):
    enter()
    Session.objects.all().delete()
    assert sessions.let_go_old() == 1
    assert not SignedIn.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_session_ended_in_one_process_is_over_in_another(tmp_path):
    """Another process has answered for this session, and is asked again once it has ended here."""
    from weeknotes.people.begin import begin  # noqa: PLC0415 - committed, for the other process to see

    if connection.vendor != "sqlite":
        pytest.skip("the other process is given a file")
    nerys = begin(name="Glanderw", langs=["en"], person="Nerys", email="nerys@glanderw.example")
    client = Client()
    client.post(sign_in_link(nerys).removeprefix(settings.SITE_URL))
    key = client.session.session_key
    assert key is not None
    program = (
        "import sys, django; django.setup()\n"
        "from django.test import Client\nfrom django.conf import settings\n"
        "settings.ALLOWED_HOSTS = ['testserver']\n"
        "client = Client(); client.cookies[settings.SESSION_COOKIE_NAME] = sys.argv[1]\n"
        "for _ in sys.stdin: print(client.get('/settings/signed-in/').status_code, flush=True)\n"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "weeknotes.config.settings", "WEEKNOTES_DATA": str(settings.DATA), "PYTHONPATH": ":".join(sys.path)}
    environment["DATABASE_URL"] = f"sqlite:///{connection.settings_dict['NAME']}"
    with subprocess.Popen([sys.executable, "-c", program, key], stdin=-1, stdout=-1, text=True, env=environment) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        said = []
        for _ in range(2):
            other.stdin.write("\n")
            other.stdin.flush()
            said.append(other.stdout.readline().strip())
            sessions.end_all(nerys)
        other.stdin.close()
    assert said == ["200", "302"]
