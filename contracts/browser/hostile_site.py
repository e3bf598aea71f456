"""`python -m contracts.browser.hostile_site`: puts names, titles, tags, labels and the like that were made to run a script into the site of WEEKNOTES_DATA, and bakes it."""

import html
from datetime import date, timedelta

import django

COUNT = 60
MONDAY = date(2025, 3, 3)


def fill() -> None:
    """One organisation, people, teams, series and tags, all so named, with a public note by each person that says the like in every place it has."""
    # Django is set up by now.
    from contracts.hostile import fields  # noqa: PLC0415
    from weeknotes.notes.describe import About, describe  # noqa: PLC0415
    from weeknotes.notes.levels import Level  # noqa: PLC0415
    from weeknotes.notes.models import Note  # noqa: PLC0415
    from weeknotes.notes.series import Chosen  # noqa: PLC0415
    from weeknotes.notes.start import start  # noqa: PLC0415
    from weeknotes.people.models import Membership, Organisation, Person, Team  # noqa: PLC0415
    from weeknotes.publishing.bake import bake  # noqa: PLC0415
    from weeknotes.publishing.publish import publish  # noqa: PLC0415

    words = [one.replace("\x00", "").replace("\r", " ").replace("\n", " ") for one in fields(COUNT)]
    organisation = Organisation.objects.get_or_create(id=1)[0]
    organisation.name_en, organisation.name_cy, organisation.languages = words[0], words[1], "en,cy"
    organisation.save()
    for number, word in enumerate(words):
        short = word[:60]
        person = Person.objects.create(slug=f"person-{number}", name=word[:200], said=short, about=word, is_host=number == 0, email=f"person-{number}@glanderw.example")
        team = Team.objects.create(slug=f"team-{number}", name_en=word[:200], name_cy=short, page_level=Level.PUBLIC)
        Membership.objects.create(team=team, person=person, role=Membership.LEAD)
        said = html.escape(word)
        text = (
            f"<p>{said}</p><h2>Goals</h2><ul><li>{said} is done.</li></ul><h2>To watch</h2><p><strong>{html.escape(short)}</strong> – {said}</p><h2>{said}</h2>"
            f'<pre><code>{said}</code></pre><p lang="cy">{said}</p><figure><img src="/media/0b3e2c1a-0000-4000-8000-000000000000" alt="{said}"><figcaption>{said}</figcaption></figure>'
            f'<p><a href="https://glanderw.example/{said}">{said}</a></p><table><tr><th>{said}</th></tr><tr><td>{said}</td></tr></table><p>Again{html.escape("[^1]")}</p>'
        )
        monday = MONDAY + timedelta(weeks=number % 12)
        note = start(author=person, monday=monday, title=word[:200], html=text, level=Level.PUBLIC, teams=[team])
        about = About(Note.WEEKNOTE, monday, None, Level.PUBLIC, (team,), (), (), None, episode=Chosen(name=word[:100]), tags=(short,))
        describe(note=note, about=about)
        publish(note=note, by=person)
        if number % 3 == 0:
            publish(note=note, by=person, correction=word[:200])
    bake()


if __name__ == "__main__":
    django.setup()
    fill()
