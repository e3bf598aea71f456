"""The sites on which the table's pages are shown, for whatever goes through them all."""

from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from contracts import servers
from contracts.browser import stage
from contracts.browser.table import Shown, Sort
from contracts.browser.tour import Tour


class Sites:
    """The sites that the table of pages names, each started in `folder` when it is first asked for, and the windows on them; all closed with `stack`.

    `like` is a data folder to begin with a copy of, as for `servers.site`.
    """

    def __init__(self, browser: Browser, folder: Path, stack: ExitStack, *, like: Path | None = None) -> None:
        self._browser, self._folder, self._stack, self._like = browser, folder, stack, like
        self._sites: dict[Sort, servers.Site] = {}
        self._tours: dict[tuple[Sort, str, bool], Tour] = {}

    def site(self, sort: Sort) -> servers.Site:
        """The running site of that sort."""
        if sort not in self._sites:
            self._sites[sort] = self._stack.enter_context(servers.site(self._folder / sort, like=self._like))
            with stage.window(self._browser, self._sites[sort]) as at:
                stage.FILL[sort](at)
        return self._sites[sort]

    def tour(self, shown: Shown, lang: str) -> Tour:
        """A window on the site of this page, in `lang`, signed in where the page asks for it."""
        which = (shown.on, lang, shown.signed_in)
        if which not in self._tours:
            at = self._stack.enter_context(stage.window(self._browser, self.site(shown.on), lang=lang))
            self._tours[which] = Tour(at, lang, stage.tour_person(at, shown.on, lang, shown.signed_in))
        return self._tours[which]
