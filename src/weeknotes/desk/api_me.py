"""Whom a program asks for, and what it may do; and the addresses there are, as a document that programs read."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from weeknotes.desk.across import from_other_sites
from weeknotes.desk.api_document import document
from weeknotes.desk.api_door import Answer, Caller, moment, nothing_here
from weeknotes.desk.api_notes import NAMES
from weeknotes.desk.by_secret import closed
from weeknotes.people.models import Membership
from weeknotes.publishing.views_feeds import asked_again


def me(request: HttpRequest, caller: Caller) -> Answer:
    """The person, their teams, and what they allowed this program."""
    stints = Membership.objects.now().filter(person=caller.person, team__closed_at=None).select_related("team").order_by("team__slug")
    person, token = caller.person, caller.token
    return Answer(
        {
            "uid": str(person.uid),
            "slug": person.slug,
            "name": person.name,
            "lang": person.lang,
            "writes": person.writes,
            "teams": [{"slug": one.team.slug, "name": one.team.name, "role": one.role} for one in stints],
            "program": {"name": token.name, "scopes": sorted(caller.scopes), "as_far_as": NAMES[caller.level], "ends_at": moment(token.expires_at)},
        }
    )


def nothing(request: HttpRequest, caller: Caller, rest: str) -> Answer:
    """Any other address below this one."""
    raise nothing_here()


@from_other_sites("GET")
@require_safe
def the_document(request: HttpRequest) -> HttpResponseBase:
    """What can be asked, and how, as OpenAPI 3.1: for everybody, without a token."""
    return closed(asked_again(request, JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 1})))
