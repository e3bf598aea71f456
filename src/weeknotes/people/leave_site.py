"""Somebody leaves: no more sight and no way in from then on; what they published stays."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from weeknotes.people.models import Membership, Person, Token
from weeknotes.people.sessions import end_all
from weeknotes.people.trace import trace


@transaction.atomic
def leave_site(*, person: Person, by: Person) -> None:
    """End every way in that `person` has, their sessions in every browser at once, and their stints in teams."""
    now = timezone.now()
    person.is_active, person.left_at = False, now
    person.save(update_fields=["is_active", "left_at"])
    Membership.objects.now().filter(person=person).update(left_at=now)
    Token.objects.filter(person=person, purpose=Token.SIGN_IN, revoked_at=None).update(revoked_at=now)
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    end_all(person)
    trace(kind="person-left", by=by, concerns=[by.pk, person.pk], subject=person.uid, detail={"whom": person.name})
