"""The way to each page: addresses found by following links as a reader would."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from contracts.browser import stage, walk_asked, walk_drafts, walk_given, walk_kept, walk_law, walk_records
from contracts.browser.walk import UID, Walk

__all__ = ["UID", "Tour"]

FOUND: dict[str, Callable[[Walk], str]] = {
    "lesson": walk_kept.lesson,
    "hearing": walk_kept.hearing,
    "heard": walk_kept.heard,
    "ask": walk_kept.ask,
    "own_team": walk_kept.own_team,
    "sentences": lambda tour: tour.address("{published}").replace("/write/", "/lessons/from/"),
    "tree": lambda tour: tour.tree,
    "lang": lambda tour: tour.lang,
    "person": lambda tour: tour.person,
    "public_note": lambda tour: tour.first("{tree}/people/{person}/", f'href="({tour.tree}/people/{tour.person}/[^/"]+/)"'),
    "week": lambda tour: tour.first("{tree}/", f'href="({tour.tree}/[0-9]{{4}}/w[0-9]{{2}}/)"'),
    "year": lambda tour: tour.first("{tree}/", f'href="({tour.tree}/[0-9]{{4}}/)w[0-9]{{2}}/"'),
    "a_year": lambda tour: tour.address("{year}").strip("/").rpartition("/")[2],
    "team_week": lambda tour: tour.first("{tree}/teams/repairs/", f'href="({tour.tree}/teams/repairs/[0-9]{{4}}/w[0-9]{{2}}/)"'),
    "team_week_inside": lambda tour: f"{tour.address('{team_week}').removeprefix(tour.tree)}signed-in/",
    "team_week_words": lambda tour: f"{tour.address('{team_week}').removeprefix(tour.tree)}words/",
    "measure": lambda tour: tour.first("/teams/repairs/measures/", f'href="(/teams/repairs/measures/{UID}/)"'),
    "reading": lambda tour: tour.first("{measure}", f'href="(/teams/repairs/measures/{UID}/readings/[0-9]+/)"'),
    "withdrawn": walk_drafts.withdrawn,
    "draft": walk_drafts.new_draft,
    "empty_draft": walk_drafts.new_draft,
    "shared": walk_asked.shared,
    "look": walk_asked.look,
    "sound": walk_given.sound,
    "register": lambda tour: tour.address("{sound}") and "/media/",
    "look_over": walk_asked.look_over,
    "question": walk_asked.question,
    "my_questions": lambda tour: tour.address("{question}") and "/questions/",
    "chats": walk_asked.chats,
    "meant": walk_drafts.meant,
    "focus": walk_asked.focus,
    "commented": walk_asked.commented,
    "asked_today": lambda tour: tour.address("{look}") and "/today/",
    "upload": walk_given.upload,
    "upload_to_take": walk_given.upload,
    "archive": walk_given.archive,
    "archive_taken": walk_given.archive_taken,
    "waiting": lambda tour: tour.address("{upload}") and "/import/",
    "two_texts": walk_drafts.two_texts,
    "second": walk_drafts.second,
    "old_version": walk_drafts.old_version,
    "deleted_note": walk_drafts.deleted_note,
    "deleted_page": walk_drafts.deleted_page,
    "for_good": lambda tour: tour.first("{deleted_page}", f'href="(/write/deleted/{UID}/for-good/)"'),
    "published": lambda tour: tour.first("/write/", f'id="published".*?href="(/write/{UID}/[a-z]{{2}}/)"'),
    "version": lambda tour: tour.first("{published}versions/", f'href="(/write/{UID}/[a-z]{{2}}/versions/[0-9]+/)"'),
    "note": lambda tour: tour.public_note_of(tour.person),
    "thread": lambda tour: tour.first("/threads/", f'href="(/threads/{UID}/)"'),
    "thread_uid": lambda tour: tour.address("{thread}").strip("/").rpartition("/")[2],
    "review": walk_kept.review,
    "signed": walk_kept.signed,
    "returns": walk_kept.returns,
    "a_class": walk_records.a_class,
    "disposal": walk_records.disposal,
    "kept_mine": lambda tour: tour.address("{disposal}") and "/settings/kept/",
    "records": lambda tour: tour.address("{disposal}") and "/settings/records/",
    "ask_for_search": walk_law.form,
    "search_asked": walk_law.asked,
    "search_made": walk_law.searched,
    "search_mine": walk_law.handed_over,
    "link": lambda tour: stage.sign_in_link(tour.at.site, tour.person),
}


class Tour(Walk):
    """A walk on which every page of the table can be come to."""

    ways: ClassVar[Mapping[str, Callable[[Walk], str]]] = FOUND
