"""Which feeds there are, for people who wish to follow: the site's own, and those of its teams, people, series and tags."""

from dataclasses import dataclass
from functools import lru_cache

from weeknotes.people.site import organisation
from weeknotes.publishing import addresses, shelf, there
from weeknotes.publishing.at_hand import once
from weeknotes.publishing.tongue import tongue_of


@dataclass(frozen=True, slots=True)
class Line:
    """A list that has feeds: what it is called, a line on it and the language of that, its address, and its feeds as `addresses.feeds_beside` gives them."""

    name: str
    about: str
    spoken: str
    url: str
    feeds: tuple[tuple[str, str, str], ...]

    @property
    def atom(self) -> str:
        """The address of its Atom feed."""
        return self.feeds[0][1]


@dataclass(frozen=True, slots=True)
class Listing:
    """All of them: the whole site, then by sort."""

    site: Line
    teams: tuple[Line, ...]
    people: tuple[Line, ...]
    series: tuple[Line, ...]
    tags: tuple[Line, ...]


@once
def listing(lang: str) -> Listing:
    """The feeds in the tree `lang`; those of years and weeks are told in a sentence, and not listed. Four queries, once for all trees."""
    here, held = organisation(), addresses.trees()
    teams, people, series, tags = there.teams(), there.people(), there.series(), there.tags()
    return Listing(
        _line(held, shelf.HOME, "", here.name_in(lang) if here else "", "", "", lang),
        tuple(_line(held, shelf.TEAM, one.slug, one.name_in(lang), one.about_in(lang), one.about_lang(lang), lang) for one in teams),
        tuple(_line(held, shelf.PERSON, one.slug, one.name, one.about, tongue_of(one.about, lang), lang) for one in people),
        tuple(_line(held, shelf.SERIES, one.slug, one.name_in(lang), "", "", lang) for one in series),
        tuple(_line(held, shelf.TAG, one.slug, one.name_in(lang), "", "", lang) for one in sorted(tags, key=lambda tag: (tag.name_in(lang).casefold(), tag.slug))),
    )


@lru_cache(maxsize=4_000)
def _line(held: tuple[addresses.Tree, ...], kind: str, key: str, name: str, about: str, spoken: str, lang: str) -> Line:  # noqa: ARG001 - the trees that there are now
    """A line, which the same of a thousand writers gives again when one more comes."""
    feeds = addresses.feeds_beside(addresses.feed_address(kind, key, lang))
    return Line(name, about, spoken or lang, addresses.address(kind, key, lang), tuple(feeds))
