from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.config import environment


def email(url: str) -> dict[str, object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEEKNOTES_MAIL_URL", url)
        return dict(environment.email())


def test_without_a_mail_server_mails_are_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WEEKNOTES_MAIL_URL", raising=False)
    assert environment.email() == {"EMAIL_BACKEND": "weeknotes.net.mail.Terminal"}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtp+ssl://mail.example.org", 465, False, True),
        ("smtp+tls://mail.example.org:2525", 2525, True, False),
    ],
)
def test_each_way_of_sending_has_its_port_and_protection(url: str, port: int, tls: bool, ssl: bool):
    found = email(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == ("mail.example.org", port, tls, ssl)


def test_a_database_elsewhere_is_asked_for_a_certificate_where_the_host_says_so():
    found = environment.env.db_url_config("postgres://notes:pw@db.glanderw.example/notes?sslmode=verify-full")
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


def test_user_and_password_are_decoded():
    found = email("smtp+tls://notes%40example.org:a%2Fb%3Ac@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("notes@example.org", "a/b:c")


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://u:secret@h:99999", "smtp://u:secret@h:port"])
def test_what_cannot_be_a_mail_server_is_a_sentence_without_the_password(url: str):
    with pytest.raises(ImproperlyConfigured, match=r"^WEEKNOTES_MAIL_URL .*smtp\+tls://user:password@") as raised:
        email(url)
    assert "secret" not in str(raised.value)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_other_text_is_a_sentence_too(url: str):
    try:
        found = email(url)
    except ImproperlyConfigured as error:
        assert str(error).startswith("WEEKNOTES_MAIL_URL ")
    else:
        assert "EMAIL_BACKEND" in found


@pytest.mark.parametrize("value", ["-1", "4.5", "four", "٤x"])
def test_a_number_that_is_none_is_a_sentence(monkeypatch: pytest.MonkeyPatch, value: str):
    monkeypatch.setenv("WEEKNOTES_THREADS", value)
    with pytest.raises(ImproperlyConfigured, match="It takes a whole number, such as 4"):
        environment.number("WEEKNOTES_THREADS")


def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WEEKNOTES_THREADS", "")
    assert environment.number("WEEKNOTES_THREADS") == 4


def test_networks_inside_are_read_with_commas_or_spaces_and_a_wrong_one_is_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WEEKNOTES_FETCH_ALSO", "10.20.0.0/16, fd00::/8 192.0.2.7")
    assert [str(one) for one in environment.networks("WEEKNOTES_FETCH_ALSO")] == ["10.20.0.0/16", "fd00::/8", "192.0.2.7/32"]
    monkeypatch.setenv("WEEKNOTES_FETCH_ALSO", "10.20.0.1/16")
    with pytest.raises(ImproperlyConfigured, match=r"WEEKNOTES_FETCH_ALSO has a network that cannot be read: 10\.20\.0\.1/16"):
        environment.networks("WEEKNOTES_FETCH_ALSO")


@pytest.mark.parametrize(
    ("url", "said", "found"),
    [
        ("", "", ()),
        ("http://10.0.0.1:8000", "", ()),
        ("https://notes.example.org", "", ("127.0.0.1/32", "::1/128")),
        ("https://notes.example.org", "172.16.0.0/12", ("172.16.0.0/12",)),
        ("", "10.0.0.7, ::1", ("10.0.0.7/32", "::1/128")),
    ],
)
def test_a_web_server_in_front_is_believed_where_the_host_says_that_there_is_one(monkeypatch, url, said, found):
    monkeypatch.setenv("WEEKNOTES_URL", url)
    monkeypatch.setenv("WEEKNOTES_PROXIES", said)
    assert tuple(str(one) for one in environment.proxies()) == found


def test_a_web_server_that_is_no_address_is_a_sentence(monkeypatch):
    monkeypatch.setenv("WEEKNOTES_PROXIES", "nginx")
    with pytest.raises(ImproperlyConfigured, match="WEEKNOTES_PROXIES has a network that cannot be read"):
        environment.proxies()


def test_the_secret_is_made_once_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path):
    made = environment.secret(tmp_path)
    assert len(made) == 64
    assert environment.secret(tmp_path) == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_a_full_disk_left_empty_is_made_anew(tmp_path: Path):
    (tmp_path / "secret").touch()
    made = environment.secret(tmp_path)
    assert len(made) == 64
    assert environment.secret(tmp_path) == made
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_cannot_be_read_is_said_with_where_it_is_and_what_to_do(tmp_path: Path):
    kept = tmp_path / "secret"
    kept.write_bytes(b"\xff" * 64)
    with pytest.raises(ImproperlyConfigured, match="from a backup") as said:
        environment.secret(tmp_path)
    assert str(kept) in str(said.value)
    kept.unlink()
    kept.mkdir()
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.secret(tmp_path)


@pytest.mark.parametrize("left_empty", [False, True])
@pytest.mark.parametrize("_time", range(5))
def test_all_that_make_the_secret_at_once_have_the_same(tmp_path: Path, left_empty: bool, _time: int):
    if left_empty:
        (tmp_path / "secret").touch()
    with ThreadPoolExecutor(8) as several:
        made = set(several.map(environment.secret, [tmp_path] * 40))
    assert made == {(tmp_path / "secret").read_text(encoding="ascii")}
