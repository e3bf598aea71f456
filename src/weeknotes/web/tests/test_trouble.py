"""A page for what the machine cannot do just now: what happened, and that nothing saved is lost."""

import errno

import pytest
from django.test import RequestFactory

from weeknotes.web.views import trouble


@pytest.mark.parametrize(
    ("code", "says"), [(errno.ENOSPC, "The disk on this server is full"), (errno.EDQUOT, "The disk on this server is full"), (errno.EROFS, "can only be read just now")]
)
def test_a_disk_that_takes_nothing_is_a_sentence_and_the_way_back(code: int, says: str, rf: RequestFactory) -> None:
    answer = trouble(rf.post("/write/"), OSError(code, "no"))
    assert answer is not None
    assert answer.status_code == 503
    words = answer.content.decode()
    assert says in words
    assert "What you had saved is safe" in words
    assert 'href="/today/"' in words


def test_what_is_not_of_the_machine_is_not_said_to_be(rf: RequestFactory) -> None:
    assert trouble(rf.get("/write/"), OSError(errno.EACCES, "no")) is None
    assert trouble(rf.get("/write/"), ValueError("no")) is None
