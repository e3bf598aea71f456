"""What the first note that is published after a start would wait for, done at the start: reading in and compiling takes twice as long as a publication."""

import logging
from contextlib import suppress
from dataclasses import replace

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from weeknotes.notes.frozen import Given, Wording, frozen
from weeknotes.notes.known import known
from weeknotes.notes.levels import Level
from weeknotes.publishing.at_hand import kept_at_hand
from weeknotes.publishing.baked import everybody, follow, sitemap
from weeknotes.publishing.disk import have_hands
from weeknotes.publishing.gathered import gather
from weeknotes.publishing.kinds import in_order, render, touched
from weeknotes.publishing.making import made_from
from weeknotes.publishing.press import rows_at
from weeknotes.publishing.questions import public
from weeknotes.web.prepared import Prepared, Unprepared

log = logging.getLogger(__name__)
# One sentence of each sort that is read or checked by patterns of its own, and a heading that says nothing: all kinds are asked about it.
SAID = """<h2>Xylophone</h2><p>It is loud.</p>
<h2>What I said I would do</h2><ul><li>Ring Aled on 3 March – done</li></ul><h2>Goals for the week</h2><ul><li><strong>Out of hours</strong> – draft it</li></ul>
<h2>Nodau’r wythnos</h2><ul><li>Ffonio Aled</li></ul><p>We learned that rain is loud. Do you know why? It cost £40, says a.person@example.org.</p>"""


def warm() -> None:
    """Make what the newest public note stands on, and read a note, and keep nothing of it; have ready what is asked of the database. What cannot be
    done now is left for whoever publishes first."""
    try:
        for path in settings.ECHOES:
            import_string(path)
        frozen(Given(Level.PUBLIC, "en", review=False, habits={}, texts=(Wording("en", "Rain", SAID, replace(known(), moment=timezone.now())),)))
        made_from()
        have_hands()
        newest = public().first()
        with kept_at_hand():
            # The pages of everybody come as well: whoever publishes first may be new.
            spots = in_order({*touched(newest), *everybody.spots(everybody.PEOPLE), *follow.spots(), *sitemap.of_lists()}) if newest is not None else []
            gather(spots)
            rows_at(spots)
            for spot in spots:
                render(spot)
        for question in Prepared.every:
            with suppress(Unprepared):  # is said when it is asked
                question.make_ready()
    except Exception:  # whatever it is, the site answers all the same, and whoever asks for that page is told
        log.exception("not everything could be made ready ahead")
    finally:
        connection.close()
