"""What is remembered of notes and comes back: threads, questions, lessons, asks, hearings, the year."""

from contracts.gate.row import Addresses, Row, each, one
from contracts.gate.world import World


def _reviews(then: str) -> Addresses:
    """The one review there is, and the same address of every other note."""
    return lambda world: [f"/reviews/{uid}/{then}" for uid in (world.review, *(note.uid for note in world.notes.values()))]


def _threads(world: World, *kinds: str) -> list[str]:
    """The ids of what the notes say that lives on, of some kinds or all, each once."""
    writers = {note.author.pk: note.author for note in world.notes.values()}
    return [str(one.uid) for writer in writers.values() for one in writer.threads.order_by("pk") if not kinds or one.kind in kinds]


THREADS: dict[str, Row] = {
    "today/": Row(one("/today/"), own=True),
    "monday/": Row(one("/monday/")),
    "threads/": Row(one("/threads/"), own=True),
    "questions/": Row(one("/questions/"), own=True),
    "questions/<uuid:uid>/": Row(lambda world: [f"/questions/{question.uid}/" for question in world.questions.values()], own=True),
    "questions/team/<slug:slug>/": Row(one("/questions/team/repairs/")),
    "notes/<uuid:uid>/ask/": Row(each("/notes/<uid>/ask/")),
    "write/<uuid:uid>/<slug:lang>/focus/": Row(each("/write/<uid>/en/focus/"), own=True, deleted=True),
    "focus/<uuid:uid>/": Row(lambda world: [f"/focus/{focus.uid}/" for focus in world.focuses.values()], own=True),
    "settings/chats/": Row(one("/settings/chats/")),
    "threads/<uuid:uid>/": Row(
        lambda world: [f"/threads/{thread.uid}/" for thread in next(iter(world.notes.values())).author.threads.all()], keeps=True
    ),
    "friday/": Row(one("/friday/"), own=True),
    "lessons/": Row(one("/lessons/"), own=True),
    "lessons/new/": Row(lambda world: ["/lessons/new/", *(f"/lessons/new/?from={thread}" for thread in _threads(world, "goal", "watch"))], own=True),
    "lessons/from/<uuid:uid>/<slug:lang>/": Row(each("/lessons/from/<uid>/en/"), own=True, deleted=True),
    "lessons/<uuid:uid>/": Row(lambda world: [f"/lessons/{world.lesson}/"], own=True),
    "lessons/<uuid:uid>/change/": Row(lambda world: [f"/lessons/{world.lesson}/change/"], own=True),
    "asks/": Row(one("/asks/"), keeps=True),
    "asks/<uuid:uid>/": Row(lambda world: [f"/asks/{thread}/" for thread in _threads(world, "ask", "decision")], keeps=True),
    "hearings/": Row(one("/hearings/")),
    "hearings/new/": Row(lambda world: ["/hearings/new/", *(f"/hearings/new/?note={note.uid}&lang=en" for note in world.notes.values())], own=True, deleted=True),
    "hearings/<uuid:uid>/": Row(lambda world: [f"/hearings/{world.hearing}/"]),
    "friday/<str:week>/": Row(lambda world: ["/friday/2026-W47/", "/friday/2026-W48/"], own=True),
    "year/": Row(one("/year/"), own=True),
    "year/<int:year>/": Row(lambda world: ["/year/2026/", "/year/2027/"], own=True),
    "year/<int:year>/review/": Row(one("/year/2026/review/"), own=True),
    "reviews/<uuid:uid>/": Row(_reviews(""), own=True),
    "reviews/<uuid:uid>/sign/": Row(_reviews("sign/")),
    "returns/": Row(one("/returns/")),
    "returns/add/": Row(lambda world: [f"/returns/add/?note={note.uid}" for note in world.notes.values()]),
}
