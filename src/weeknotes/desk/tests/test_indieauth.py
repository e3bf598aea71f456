"""What a program says of itself on its own page: its name, and where its answers may go. The whole way is tried in contracts/test_indieauth.py."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeknotes.desk.indieauth import NotAsked, called, is_client, listed, read_wish
from weeknotes.net.fetch import Fetched

HOME = "https://phone.example/"


def page(data: str, media: str = "text/html") -> Fetched:
    return Fetched(HOME, media, "utf-8", data.encode())


def test_a_program_is_called_what_it_calls_itself_else_by_its_host():
    assert called(HOME, page("<title>The  Editor</title>")) == "The Editor"
    assert called(HOME, page(json.dumps({"client_name": "The Editor", "redirect_uris": []}), "application/json")) == "The Editor"
    assert called(HOME, page("{", "application/json")) == called(HOME, page("")) == called(HOME, None) == "phone.example"
    assert len(called(HOME, page(f"<title>{'x' * 300}</title>"))) == 80


def test_answers_go_where_its_page_says():
    assert listed(page('<link rel="redirect_uri" href="phone://back"><link rel="icon redirect_uri" href="/back">')) == {"phone://back", "https://phone.example/back"}
    assert listed(page(json.dumps({"redirect_uris": ["phone://back", 4]}), "application/json")) == {"phone://back"}
    assert listed(page("[]", "application/json")) == listed(page(json.dumps({"redirect_uris": "x"}), "application/json")) == set()


@given(st.text(max_size=60) | st.builds("".join, st.lists(st.sampled_from(["http", "https", ":", "//", "/", "a.example", "[::1]", "127.0.0.1", "@", "..", "#", "?", ";", " ", ":99999", "\\", "%2e"]), max_size=8)))
def test_whatever_it_says_that_it_is_can_be_read(client: str):
    if is_client(client):
        assert client.startswith(("http://", "https://")) and "@" not in client.partition("//")[2].partition("/")[0] and ";" not in client
    else:
        with pytest.raises(NotAsked):
            read_wish({"client_id": client, "redirect_uri": client})
