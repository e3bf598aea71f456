"""What a feed says, whatever it is written in: whose it is, where it stands, and its entries with the text that everyone may read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from weeknotes.prose.absolute import absolute as whole
from weeknotes.prose.absolute import first_image
from weeknotes.prose.pictures import with_host
from weeknotes.publishing import addresses
from weeknotes.publishing.at_hand import answers
from weeknotes.publishing.entries import Entry
from weeknotes.web import dates
from weeknotes.web.spoken import speaking

# As many entries are kept as they were written, those of no more than this many characters.
KEPT, LONGEST = 200, 30_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote an entry; `url` is the whole address of their page, "" where they have none."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `name` is its lasting id, `html` clean with whole addresses, `others` the same note by language, `image` its first picture,
    `tags` their names in its language."""

    name: str
    url: str
    lang: str
    title: str
    html: str
    excerpt: str
    by: tuple[Writer, ...]
    published: datetime
    updated: datetime
    others: tuple[tuple[str, str], ...] = ()
    image: str = ""
    tags: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """The whole address of the list that its tags are of."""
        return addresses.absolute(addresses.address("tags", "", addresses.tree_of(self.lang)))


@dataclass(frozen=True, slots=True)
class Departed:
    """An entry that the feed had and has no more: its lasting id, and since when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed, or one of its archives. `page` is the whole address of what it is the feed of, `folder` of where its files stand; `name` its
    lasting id, which its archives share. `earlier` and `later` are the archives beside it; `about_lang` is the language of `about` where
    that is another than the feed's."""

    title: str
    about: str
    page: str
    folder: str
    name: str
    lang: str
    owner: str
    updated: datetime
    items: tuple[Item, ...]
    departed: tuple[Departed, ...] = ()
    archive: int | None = None
    earlier: int | None = None
    later: int | None = None
    hub: str = ""
    about_lang: str = ""

    def at(self, form: str) -> str:
        """The whole address of the newest entries in the format `form`."""
        return f"{self.folder}{addresses.feed_file(form)}"

    def links(self, form: str) -> list[tuple[str, str]]:
        """Relation and whole address of this document and of those beside it (RFC 5005, 4), in the format `form`."""
        found = [("self", self._at(form, self.archive))]
        if self.archive is not None:
            found.append(("current", self.at(form)))
        if self.earlier is not None:
            found.append(("prev-archive", self._at(form, self.earlier)))
        if self.later is not None:
            found.append(("next-archive", self._at(form, self.later)))
        if self.hub and self.archive is None:
            found.append(("hub", self.hub))
        return found

    def _at(self, form: str, archive: int | None) -> str:
        return f"{self.folder}{addresses.feed_file(form, archive)}"


def kept(write: Callable[[Item], str]) -> Callable[[Item], str]:
    """`write`, which puts an entry in the words of one format: what it wrote of the same entry before is kept. One entry stands in several feeds,
    and most entries of a feed stand in it at the next change too."""
    known = lru_cache(maxsize=KEPT)(write)
    return lambda one: known(one) if len(one.html) <= LONGEST else write(one)


def items(shown: Iterable[Entry], tree: str) -> tuple[Item, ...]:
    """Public notes, as pages of the language `tree` have them, as entries, in the order given. One that several feeds have is made once while answers
    are at hand."""
    known = answers("items")
    several = list(shown)
    for one in several:
        if (one.note_id, tree) not in known:
            known[one.note_id, tree] = _item(one)
    return tuple(known[one.note_id, tree] for one in several)


def _item(one: Entry) -> Item:
    at = addresses.absolute(one.url)
    html = whole(with_host(str(one.html), addresses.absolute("")), at)
    image = first_image(html)
    if one.corrected:
        # An entry is in one language, whichever tree its feed is of.
        with speaking(one.lang):
            when = _("Corrected on %(day)s.") % {"day": dates.day(one.updated)}
        said = format_html('<span lang="{}">{}</span>', one.correction_lang, one.correction) if one.correction_lang != one.lang else escape(one.correction)
        html += f"<p><strong>{when}</strong> {said}</p>"
    return Item(
        name=one.urn,
        url=at,
        lang=one.lang,
        title=one.title,
        html=html,
        excerpt=one.excerpt,
        by=tuple(Writer(person.name, addresses.absolute(person.url) if person.url else "") for person in one.by),
        published=one.published,
        updated=one.updated,
        others=tuple((other.lang, addresses.absolute(other.url)) for other in one.others),
        image=image,
        tags=tuple(tag.name_in(one.lang) for tag in one.tags),
    )
