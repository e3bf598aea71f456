"""Searches under the law: the one way past the truth table, and who may go it. Of two requests, the words of one were handed over by their writer, those of the other by nobody."""

from contracts.gate.row import Addresses, Row, one
from contracts.gate.world import WRITERS, World

OFFICER, SECOND = "other team's lead", "host"
NOBODY_ELSE = frozenset(WRITERS)
THE_TWO_TOO = frozenset({*WRITERS, OFFICER, SECOND})


def _things(name: str, page: str = "") -> Addresses:
    """Each thing that this request found: its own page, or this one of it."""

    def addresses(world: World) -> list[str]:
        request = world.laws[name]
        return [f"/law/{request.uid}/found/{number}/{page}" for number in range(1, request.found + 1)]

    return addresses


LAW: dict[str, Row] = {
    "law/": Row(one("/law/"), law=frozenset()),
    "law/new/": Row(one("/law/new/"), law=frozenset()),
    "law/<uuid:uid>/": Row(lambda world: [f"/law/{world.laws['shut'].uid}/"], law=NOBODY_ELSE),
    "law/<uuid:uid>/found/<int:number>/": Row(_things("shut"), law=NOBODY_ELSE, shows=True),
    "law/<uuid:uid>/found/<int:number>/withhold/": Row(_things("shut", "withhold/"), law=frozenset()),
}
# The same pages of what was handed over, which have no pattern of their own.
HANDED_OVER: dict[str, Row] = {
    "law/<uuid:uid>/ handed over": Row(lambda world: [f"/law/{world.laws['handed over'].uid}/"], law=THE_TWO_TOO),
    "law/<uuid:uid>/found/<int:number>/ handed over": Row(_things("handed over"), law=THE_TWO_TOO, shows=True),
    "law/<uuid:uid>/found/<int:number>/withhold/ handed over": Row(_things("handed over", "withhold/"), law=frozenset({OFFICER}), shows=True),
}
LAW_TAKES = {
    "law/officers/",
    "law/<uuid:uid>/agree/",
    "law/<uuid:uid>/carry/",
    "law/<uuid:uid>/answer/",
    "law/<uuid:uid>/open/",
    "law/<uuid:uid>/found/<int:number>/decide/",
    "law/<uuid:uid>/take/",
    "law/<uuid:uid>/close/",
}
