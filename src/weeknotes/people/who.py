"""Who sent this request, once it is known that somebody is signed in."""

from django.http import HttpRequest

from weeknotes.people.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person signed in. Behind `login_required` only: TypeError for nobody."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("nobody is signed in")
    return person
