"""The fixed searches of the bench, on the site that this process is set up for. Run by `search`, with Django set up."""

import gc
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings

from weeknotes.notes.viewer import NOBODY, Viewer
from weeknotes.notes.viewing import viewer_of
from weeknotes.people.models import Person
from weeknotes.people.sign_in import BACKEND
from weeknotes.search.asked import asked
from weeknotes.search.find import find
from weeknotes.search.folded import COLUMNS
from weeknotes.search.models import Words

SAMPLE = 4_000
SIGNED_IN = (5, 40, 322)  # a member, a guest, another member


def queries(many: int = 300, few: int = 30) -> dict[str, list[str]]:
    """So `many` searches of one to three words, each in under 2 % of the texts, and so `few` of words in over 20 %: the same for the same site."""
    dice = random.Random("searches")
    numbers = list(Words.objects.order_by("pk").values_list("pk", flat=True))
    texts = list(Words.objects.filter(pk__in=dice.sample(numbers, min(SAMPLE, len(numbers)))).order_by("pk").values_list(*COLUMNS[2:]))
    held = [sorted({word for column in row for word in column.split() if word.isalpha()}) for row in texts]
    stands = Counter(word for words in held for word in words)
    most, least = len(held) * 0.019, len(held) * 0.21
    rare: list[str] = []
    while len(rare) < many:
        # Words that stand in one text, so that there is something to find for two and three.
        words = [word for word in dice.choice(held) if stands[word] <= most]
        rare.append(" ".join(dice.sample(words, len(rare) % 3 + 1)))
    often = sorted(word for word, count in stands.items() if count >= least)
    common = [" ".join(dice.sample(often, number % 3 + 1)) for number in range(few)]
    return {"rare": rare, "common": common}


def took(act: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Milliseconds by the clock and of this process, each the least of the rounds."""
    clock, own = [], []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        act()
        own.append((time.process_time() - spent) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    return min(clock), min(own)


def query(typed: str, looks: Viewer) -> object:
    """The search alone, from what was typed on."""
    return find(asked(typed), looks)


def main(words: Sequence[str]) -> int:
    """`ROUNDS RARE COMMON`: a JSON object a line for each sort of word, of searches and of pages."""
    rounds, many, few = map(int, words)
    call_command("collectstatic", interactive=False, verbosity=0)  # as the site would have it that serves this checkout
    people = [None, *(Person.objects.get(pk=pk) for pk in SIGNED_IN)]
    viewers = [NOBODY if person is None else viewer_of(person) for person in people]
    clients = []
    for person in people:
        clients.append(Client())
        if person is not None:
            clients[-1].force_login(person, backend=BACKEND)
    gc.freeze()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for sort, several in queries(many, few).items():
            for what in ("query", "page"):
                found = []
                for number, typed in enumerate(several):
                    cache.clear()  # what is asked too often is refused, and this asks more than any reader
                    looks, client = viewers[number % len(viewers)], clients[number % len(clients)]
                    if what == "query":
                        found.append(took(partial(query, typed, looks), rounds))
                    else:
                        found.append(took(partial(client.get, "/search/", {"q": typed}), rounds))
                line = {"sort": sort, "what": what, "ms": [one for one, _ in found], "cpu": [one for _, one in found]}
                sys.stdout.write(json.dumps(line) + "\n")
                sys.stdout.flush()
    return 0
