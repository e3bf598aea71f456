from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from weeknotes.work.tidy import tidy


@pytest.mark.django_db
def test_sessions_that_have_run_out_go_and_the_others_stay():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    assert tidy() == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert tidy() == 0
