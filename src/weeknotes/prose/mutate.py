"""Welsh initial mutation: the forms in which a word may stand in a sentence, from whichever of them is known.

Caerdydd is Gaerdydd after i, Nghaerdydd after yn, Chaerdydd after a (soft, nasal, aspirate: Peter Wynn Thomas, Gramadeg y Gymraeg, III).
Letters alone decide, so some forms are no words; those cost a search nothing. Words are `tokens.fold`ed.
"""

from functools import lru_cache

# Radical → its soft, nasal and aspirate forms; "" is a g that falls away.
TABLE: dict[str, tuple[str, ...]] = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
# Digraphs are letters of their own: ff and ll do not begin with f and l.
DIGRAPHS = ("ngh", "mh", "nh", "ph", "th", "ch", "dd", "ff", "ng", "ll", "rh")
# Before these a g may have fallen away; before others no Welsh word begins with g.
_AFTER_G = frozenset("aeiouwylrn")
SHORTEST = 4  # letters: two or three are too often other words ("dy", your, for tŷ, house)
# Small words that are met in every note: neither looked for in other forms, nor looked for as the form of another word.
_SMALL = (
    "aeth all alla allai allu allwn arall bach bedwar beth bethau ble bob bod bopeth buasai bues bum bump buodd buom bydd bydda "
    "byddaf byddai byddan byddwn cael caf cafodd caiff cant cawn cawsom chael chi chithau chwe chwech cyn cyntaf daeth dair dan "
    "dau ddaeth ddau ddeg ddigon ddim ddod ddoe ddweud ddwy deg digon dim dod dri dros drwy dweud dwy dy dydw dydy dydyn dyma dyna "
    "dywedodd ei eich ein ellir eraill eto eu fach faint fe fel felly fewn fi fil fod fuasai fues fuodd fuom fy fydd fydda fyddai "
    "fyddan fyddwn fynd fyny gael gafodd gall galla gallai gallu gallwn gan ganddi ganddo ganddyn ganddynt gant gawn gawsom gellir "
    "gennyf gennym gorau gormod gwell gwnaeth gwneud gyda gydar gyn gyntaf heb hebddo heddiw hefyd hi hon honno hwn hwnnw hyd hyn "
    "hynny iawn innau lawer lawr llai llawer lle lleiaf mae maen maer mai mewn mil mor mwy mwyaf mynd nad nag naw nawr neu nhw ni "
    "nid ninnau oddi oedd oeddem oeddent oeddwn oes ond orau ormod os pam pan pedwar peth pethau pob popeth pryd pum pump pwy rhag "
    "rhai rhaid rhwng rhyw roedd roeddem roeddent roeddwn rwan rydw rydych rydym rydyn saith sut sy sydd tair tan taw tri tros "
    "trwy tua tuag un wedi wedyn well wnaeth wnaethom wneir wnes wneud wrth wrthyf wrthyn wyth ydw ydy ydym ydyn ydynt yfory yma "
    "yna yno "
)
STOP = frozenset(_SMALL.split())


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The other forms of a folded Welsh `word`, which may be a mutated one itself; none for short and small words, in a fixed order."""
    if len(word) < SHORTEST or word in STOP or not (word.isascii() and word.isalpha()):
        return ()
    found: dict[str, None] = {}
    for radical in radicals(word):
        first = _first(radical)
        rest = radical[len(first) :]
        found.setdefault(radical)
        for to in TABLE.get(first, ()):
            if to or rest[:1] in _AFTER_G:
                found.setdefault(to + rest)
    return tuple(form for form in found if form != word and form not in STOP and len(form) >= SHORTEST - 1)


def radicals(word: str) -> tuple[str, ...]:
    """What `word` may be a form of: itself first, then each radical of which its beginning may be a mutation."""
    first = _first(word)
    found = [word]
    for radical, becomes in TABLE.items():
        found += [radical + word[len(to) :] for to in becomes if to and to == first]
    if word[:1] in _AFTER_G:
        found.append(f"g{word}")
    return tuple(dict.fromkeys(found))


def _first(word: str) -> str:
    """The letter that a word begins with, as Welsh counts letters."""
    return next((letter for letter in DIGRAPHS if word.startswith(letter)), word[:1])
