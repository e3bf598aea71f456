"""Sound and film of the site's own in a note: in the text a link that is all a paragraph says, on a page for readers a player.

Both take canonical HTML (`html.clean`), in which a tag is written one way only. An address in a text can be no other than `/media/` and a uid,
and what it leads to is told by whoever calls: nothing else can come to stand in a player.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from weeknotes.prose.tree import attribute, escape

UID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LINK = re.compile(rf'<a href="/media/({UID})"')
_LONE = re.compile(
    rf'^<p((?: lang="[^"]*")?)><a href="/media/({UID})"[^>]*>((?:(?!</?(?:a|img)[ >]).)+)</a></p>$',
    re.MULTILINE,
)
State = Literal["none", "automatic", "checked"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said in a sound or film, in one language: the words as text, who saw to them, the address of captions or ""."""

    lang: str
    transcript: str
    state: State
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """A sound or film as a page plays it: `audio` or `video`, media type, address, and its words by language."""

    tag: Literal["audio", "video"]
    kind: str
    src: str
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Says:
    """The words of a player: the state of a transcript in words, none at all, and what captions of a language are called."""

    states: Mapping[State, str]
    none: str
    captions: Mapping[str, str]


def linked(html: str) -> frozenset[str]:
    """The uid of each own medium that canonical `html` has a link to."""
    return frozenset(found[1] for found in _LINK.finditer(html))


def moved(html: str, addresses: Mapping[str, str]) -> str:
    """Canonical `html` with each link to one of `addresses`, by uid, leading there."""
    return _LINK.sub(lambda found: f"<a{attribute('href', addresses[found[1]])}" if found[1] in addresses else found.group(), html)


def play(html: str, played: Mapping[str, Played], says: Says, lang: str) -> str:
    """Canonical `html` of a text in `lang` with a player for each link alone in its paragraph to one of `played`, its words under it.

    The transcript is that of the text's language, else one in another, which says so in its `lang`. Captions of every language are offered.
    """

    def player(found: re.Match[str]) -> str:
        there = played.get(found[2])
        return _player(found[1], found[3], there, says, lang) if there else found.group()

    return _LONE.sub(player, html)


def _player(langs: str, words: str, there: Played, says: Says, lang: str) -> str:
    by_lang = {one.lang: one for one in sorted(there.spoken, key=lambda one: one.lang)}
    tracks = "".join(
        f"<track{attribute('kind', 'captions')}{attribute('src', one.captions)}{attribute('srclang', code)}"
        f"{attribute('label', says.captions.get(code, code))}{' default' if code == lang else ''}>"
        for code, one in by_lang.items()
        if one.captions
    )
    plain = re.sub(r"<[^>]*>", "", words)
    media = (
        f'<{there.tag} controls preload="none" aria-label="{plain.replace(chr(34), "&quot;")}">'
        f"<source{attribute('src', there.src)}{attribute('type', there.kind)}>{tracks}</{there.tag}>"
    )
    said = [one for one in by_lang.values() if one.transcript.strip() and one.state != "none"]
    best = next((one for one in said if one.lang == lang), said[0] if said else None)
    below = f"<p>{escape(says.none)}</p>" if best is None else _transcript(best, says, lang)
    return f'<figure class="played"{langs}>{media}<figcaption><a{attribute("href", there.src)}>{words}</a></figcaption>{below}</figure>'


def _transcript(said: Spoken, says: Says, lang: str) -> str:
    away = attribute("lang", said.lang) if said.lang != lang else ""
    text = "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in re.split(r"\n\s*\n", said.transcript) if part.strip())
    return f"<details><summary>{escape(says.states[said.state])}</summary><div{away}>{text}</div></details>"
