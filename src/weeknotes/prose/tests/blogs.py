"""Files of several posts, made up: a line that closes each, or a heading with its day."""

SUBJECTS = ["parking", "libraries", "payroll", "museums", "housing", "planning", "benefits", "bins"]


def body(seed: int, words: int = 130) -> str:
    subject = SUBJECTS[seed % len(SUBJECTS)]
    sentence = f"This week the {subject} team looked again at what people asked of us, part {seed}, and we changed the form because of it."
    count = max(3, words // len(sentence.split()) + 1)
    return "\n\n".join([sentence] * count)


def blog(closing: str, count: int = 4, *, head: str = "My blog\n\nSam Jones\n\n", tail: str = "", inner: str = "") -> str:
    return head + "\n\n".join(f"{body(i)}\n\n{inner}{closing}" for i in range(count)) + tail


def log_of(*headings: str, rank: str = "##", top: str = "# Weekly log\n\nWhat this is.\n\n") -> str:
    return top + "\n".join(f"{rank} {heading}\n\n### Done\n\n{SUBJECTS[i]} work\n" for i, heading in enumerate(headings))
