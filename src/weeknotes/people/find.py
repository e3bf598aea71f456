"""Finding a person by what somebody types: their address word, name, or mail address."""

from django.db.models import Q

from weeknotes.people.models import Person


def find_person(words: str | None, *, gone: bool = False) -> tuple[Person | None, str]:
    """The person that `words` name (slug, name or mail address, case ignored where that leaves one), or the only one there is where `words` is None.

    Otherwise None and a sentence that says what to type. With `gone`, those too who were marked as having left, until what becomes of their notes is said.
    """
    people = list(Person.objects.filter(Q(is_active=True) | Q(left_as="", left_at__isnull=False)).order_by("name") if gone else Person.objects.writing())
    if not people:
        return None, "Nobody is here yet. Start the site (make run) and open it in a browser to begin."
    if words is None:
        if len(people) == 1:
            return people[0], ""
        return None, f"There are {len(people)} people here. Say which with --person: {', '.join(p.slug for p in people)}."
    wanted = words.strip().casefold()
    # A slug as it is written is one person's alone, whoever is called so: of several people of a name, each can be said.
    found = [p for p in people if p.slug == words.strip()] or [p for p in people if wanted in {p.slug.casefold(), p.name.casefold(), p.email.casefold()}]
    if len(found) == 1:
        return found[0], ""
    if not found:
        return None, f"Nobody here is called {words!r}. These are: {', '.join(p.slug for p in people)}."
    return None, f"Several people are called {words!r}. Say which by one of: {', '.join(p.slug for p in found)}."
