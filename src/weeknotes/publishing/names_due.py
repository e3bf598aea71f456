"""Pages made to say the names that were changed, where whoever changed them was killed before they did, or met a full disk."""

from django.db.models import Model

from weeknotes.notes.models import Series
from weeknotes.people.models import Person, Team
from weeknotes.people.renamed import renamed
from weeknotes.publishing.bake import refresh
from weeknotes.publishing.owed import forget, left

_KINDS: dict[str, type[Model]] = {"person": Person, "team": Team, "series": Series}


def follow() -> int:
    """Make them; how many names. Part of the worker's round: no query where nobody left word. OSError when there is no room."""
    names = sorted(left())
    for kind, key in names:
        one = _KINDS[kind]._default_manager.filter(pk=key).first()
        if isinstance(one, Person):
            renamed(person=one)
        elif isinstance(one, Team):
            renamed(team=one)
        elif isinstance(one, Series):
            refresh(series=one)
        else:
            forget((kind, key))
    return len(names)
