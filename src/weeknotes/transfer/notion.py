"""What Notion writes below the title of a page of a table: its properties, of which the day and the tags are said as other texts say theirs."""

import re
from collections.abc import Iterable, Mapping

from weeknotes.transfer.dating import stated_day
from weeknotes.transfer.tree_html import words_of

# Notion ends the name of each page with the number that it has.
_NAME = re.compile(r"[ _-][0-9a-f]{32}\.(md|html?)$")
_HEAD = re.compile(r"\ufeff?(#[ \t][^\n]{1,500}\n)\n((?:[^\W_][^:\n]{0,60}:[ \t][^\n]{0,2000}\n)+)(?:\n|\Z)")
_DAYS = ("date", "published", "publish date", "published at", "created", "created time", "dyddiad")
_TAGS = ("tags", "tag", "labels", "categories", "category", "tagiau")
_SELECTED = re.compile(r"(</span>)(<span class=\"selected-value)")
_MOST = 100
_NEAR_TOP = 100_000  # characters of a page before its properties: its styles


def as_stated(source: str, name: str) -> str:
    """The text of the file `name`, where that is a page of Notion's: day, tags and status in rows before it, its other properties a line each."""
    found = _NAME.search(name.lower())
    if found is None:
        return source
    if found[1] != "md":
        apart = _SELECTED.sub(r"\1, \2", source)
        rows, _rest = _rows(_properties(apart))
        return f"{_front(rows)}{apart}" if rows else apart
    head = _HEAD.match(source)
    if head is None:
        return source
    lines = head[2].splitlines()
    rows, rest = _rows((line.partition(":")[0], line.partition(":")[2]) for line in lines[:_MOST])
    told = "  \n".join([*rest, *lines[_MOST:]])
    return f"{_front(rows)}{head[1]}\n{told}\n\n{source[head.end() :]}" if rows else source


def _properties(page: str) -> list[tuple[str, str]]:
    """The properties of a page of HTML, which stand in a table before its text: the name and the words of each."""
    begins = page.find('<table class="properties">', 0, _NEAR_TOP)
    ends = page.find("</table>", begins) if begins >= 0 else -1
    if ends < 0:
        return []
    made = []
    for row in page[begins:ends].split("<tr")[1 : _MOST + 1]:
        name, _cell, value = row.partition("<td")
        words = words_of(f"<td{value}").replace("@", "", 1)
        made.append((words_of(f"<tr{name}"), words))
    return made


def _rows(properties: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Day, tags and status as rows before a text, and the others (the status, too) as lines of it."""
    rows: dict[str, str] = {}
    rest: list[str] = []
    for key, value in properties:
        low = key.strip().lower()
        day = stated_day({"date": re.split(r"\s+(?:→|->)\s+", value.strip())[0].replace(" (GMT)", "")}, "") if low in _DAYS else None
        says = "created" if low.startswith("created") else "date"
        if day is not None and says not in rows:
            rows[says] = day.isoformat()
        elif low in _TAGS and "tags" not in rows:
            rows["tags"] = f"[{', '.join(_quoted(one) for one in value.split(','))}]"
        else:
            rest.append(f"{key.strip()}: {value.strip()}")
            if low == "status":
                rows["status"] = _quoted(value)
    return rows, rest


def _front(rows: Mapping[str, str]) -> str:
    return "\n".join(["---", *(f"{key}: {value}" for key, value in rows.items()), "---", ""])


def _quoted(words: str) -> str:
    bare = words.strip().replace("\\", "").replace('"', "'")
    return f'"{bare}"'
