"""How one thing of this place is: what was looked at, what was found, and what to do about it, in plain words."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
# As it should be; to be seen to before long; to be mended now.
WELL, SOON, NOW = "well", "soon", "now"


@dataclass(frozen=True, slots=True)
class Sign:
    """One line for the host. `about`: the name of the part; `mend`: what to do, "" where there is nothing. No word of a note, nothing about a person."""

    about: str
    looked_at: str
    found: str
    how: str = WELL
    mend: str = ""


# Each takes whether to look far: to ask other machines, and to read whole files, which may take a while.
Look = Callable[[bool], Iterator[Sign]]


def signs(*, far: bool) -> list[Sign]:
    """Everything that settings.LOOKED_AT names, in its order. What cannot be looked at is a sign, too."""
    found: list[Sign] = []
    for path in settings.LOOKED_AT:
        look: Look = import_string(path)
        try:
            found += look(far)
        except Exception as error:
            if isinstance(error, InterfaceError | OperationalError) or type(error) is DatabaseError:
                # Most parts ask it: it is said once.
                away = _away(error)
                found += [away] if away not in found else []
                continue
            if isinstance(error, PermissionError) and error.filename is not None:
                shut = unusable(str(error.filename), str(Path(str(error.filename)).parent))
                found += [shut] if shut not in found else []
                continue
            log.exception("%s could not be looked at", path)
            about = path.split(".")[1]
            what = _("This part could not be looked at (%(error)s).") % {"error": type(error).__name__}
            found.append(Sign(about, path, what, NOW, _("The log says more. Most often it is the database that does not answer, or the disk that is full.")))
    return found


def unusable(names: str, folder: str) -> Sign:
    """Files in a folder that the site has no right to."""
    mend = _("A command that was run as another user leaves such files. Give them back to the site’s own user: chown -R, in %(folder)s.") % {"folder": folder}
    return Sign(_("Disk"), _("whether the site can use it"), _("It cannot read or write: %(names)s") % {"names": names}, NOW, mend)


def _away(error: Exception) -> Sign:
    """The database did not answer, or what stands in its file is no database."""
    why = (str(error).splitlines() or [type(error).__name__])[0].removesuffix(".")
    if type(error) is DatabaseError:
        mend = _("Stop the site, keep a copy of its folder, and restore the newest backup. Look at the disk: this is most often its fault.")
        return Sign(_("Database"), _("whether it is whole"), _("It is damaged.") + f" ({why})", NOW, mend)
    mend = _("See that it runs, that DATABASE_URL names it and that its disk has room, then look again: most other parts are in it, and could not be looked at.")
    return Sign(_("Database"), _("whether it answers"), _("It does not: %(why)s.") % {"why": why}, NOW, mend)
