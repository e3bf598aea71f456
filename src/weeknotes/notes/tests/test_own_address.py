"""Where people here find a note is the address that the site answers at."""

import uuid

from django.urls import reverse

from weeknotes.notes.own_address import own_address


def test_the_own_address_of_a_note_is_the_one_the_site_answers_at():
    uid = uuid.uuid4()
    assert own_address(uid) == reverse("note", kwargs={"uid": uid})
