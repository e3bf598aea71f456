"""What a team says of the page of one of its weeks: an intro in its own words, and whether everybody reads what everybody may."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from weeknotes.memory.models import TeamPage
from weeknotes.memory.team_week_page import around
from weeknotes.notes.levels import Level
from weeknotes.people.models import Membership, Person, Team
from weeknotes.publishing.change import rearrange
from weeknotes.publishing.kinds import Spot

LONGEST = 2000


class NotKept(Exception):
    """Why nothing was kept, in a sentence for whoever sent it."""


def keep_page(*, team: Team, week: date, by: Person, intro_en: str = "", intro_cy: str = "", publish: bool = False) -> TeamPage:
    """Keep what the team says of its week; any member says it. Before this returns the public page is as it should be, or gone.

    PermissionDenied for who is not in the team now; NotKept for an intro that is too long, or to publish the page of a team whose pages are
    not for everybody; ValueError where `week` is not a Monday; DiskFull when there is no room, with everything as it was.
    """
    if week.weekday() != 0:
        raise ValueError(f"{week} is not a Monday")
    if not (by.is_active and Membership.objects.now().filter(team=team, person=by).exists()):
        raise PermissionDenied("only those who are in a team speak for it")
    english, welsh = _said(intro_en), _said(intro_cy)
    if publish and team.page_level < Level.PUBLIC:
        raise NotKept(_("The pages of this team are not for everybody, so this one is not either."))
    before = TeamPage.objects.filter(team=team, week=week).first()

    def act() -> set[Spot]:
        TeamPage.objects.update_or_create(team=team, week=week, defaults={"intro_en": english, "intro_cy": welsh, "publish": publish})
        return around(team, week)

    if publish or (before is not None and before.publish):
        rearrange(act, taking_away=not publish)
    else:
        with transaction.atomic():
            act()
    return TeamPage.objects.get(team=team, week=week)


def _said(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if len(said) > LONGEST:
        sentence = _("This intro has %(count)d characters; up to %(most)d are kept. Make it shorter.")
        raise NotKept(sentence % {"count": len(said), "most": LONGEST})
    return said
