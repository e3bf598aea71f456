"""Made-up text of a given length, the same every time, for measurements where what is said does not matter."""

import random

NAMES = (
    *("rota", "caller", "visit", "damp", "letter", "lift", "fitter", "boiler", "library", "evening", "page", "queue", "figure", "form"),
    *("agency", "morning", "list", "council", "street", "repair", "meeting", "question", "answer", "notice", "window", "market", "garden"),
)
DID = ("rang", "moved", "read", "found", "sorted", "met", "asked", "counted", "closed", "opened", "mended", "sent")
REST = ("again", "early", "together", "twice", "on Monday", "before noon", "without a word", "by hand", "with care", "for once")
HEADINGS = ("Goals", "Ones to watch", "What I’m learning", "Next week")


def words(count: int, *, seed: int = 1) -> str:
    """A note of about `count` words as clean HTML: an opening, then sections of sentences and one list."""
    dice = random.Random(seed)

    def sentence() -> str:
        return f"We {dice.choice(DID)} the {dice.choice(NAMES)} and the {dice.choice(NAMES)} {' '.join(dice.sample(REST, 3))}."

    each = count // (len(HEADINGS) + 1) // 11
    parts = [f"<p>{' '.join(sentence() for _ in range(each))}</p>"]
    for number, heading in enumerate(HEADINGS):
        parts.append(f"<h2>{heading}</h2>")
        if number == 0:
            parts.append(f"<ul>{''.join(f'<li>{sentence()}</li>' for _ in range(each))}</ul>")
        else:
            parts.append(f"<p>{' '.join(sentence() for _ in range(each))}</p>")
    return "".join(parts)
