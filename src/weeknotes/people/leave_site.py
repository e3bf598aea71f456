"""Somebody leaves: no more sight and no way in from then on, and nothing more is sent to them; what they published stays."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.people.models import Digest, Follow, Letter, Membership, Person, Token
from weeknotes.people.sessions import end_all
from weeknotes.people.trace import trace


@transaction.atomic
def leave_site(*, person: Person, by: Person) -> None:
    """End every way in that `person` has, their sessions in every browser at once, their stints in teams, feeds and calendars, what they follow, and mails to them.

    Those who look after the site are shown it.
    """
    now = timezone.now()
    person.is_active, person.left_at = False, now
    person.save(update_fields=["is_active", "left_at"])
    Membership.objects.now().filter(person=person).update(left_at=now)
    Token.objects.filter(person=person, revoked_at=None).update(revoked_at=now)
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    for rows in (Follow, Digest, Letter):
        rows.objects.filter(person=person).delete()
    end_all(person)
    for path in settings.LEFT:
        import_string(path)(person=person)
    hosts = Person.objects.filter(is_host=True, is_active=True).values_list("pk", flat=True)
    trace(kind="person-left", by=by, concerns=[by.pk, person.pk, *hosts], subject=person.uid, detail={"whom": person})
