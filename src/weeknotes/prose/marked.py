"""The mark at the end of a heading that says for whom its part is: `## Heading {audience=team}`, in Markdown and in plain text alike.

A line that ends with it is a heading, whatever else makes it look like one: what somebody marked as narrower is never left as words of a wider part.
"""

import re

_MARK = re.compile(r"(?<!\\)\{audience=([^{}\n]{0,40})\}$")


def marked(line: str) -> tuple[str, str] | None:
    """The words before the mark that ends `line`, and the audience it names ("me" where it names none); None without a mark."""
    found = _MARK.search(line.rstrip())
    return (line[: found.start()].rstrip(), found[1].strip().lower() or "me") if found else None


def headed(line: str) -> tuple[str, str] | None:
    """The same of a line that nothing else makes a heading: only one that has words."""
    found = marked(line)
    return found if found and found[0].strip() else None
