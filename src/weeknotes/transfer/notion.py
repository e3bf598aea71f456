"""What Notion writes below the title of a page of a table: its properties, of which the day and the tags are said as other texts say theirs."""

import re

from weeknotes.transfer.dating import stated_day

# Notion ends the name of each page with the number that it has.
_NAME = re.compile(r"[ _-][0-9a-f]{32}\.(md|html?)$")
_HEAD = re.compile(r"\ufeff?(#[ \t][^\n]{1,500}\n)\n((?:[^\W_][^:\n]{0,60}:[ \t][^\n]{0,2000}\n)+)(?:\n|\Z)")
_DAYS = ("date", "published", "publish date", "published at", "created", "created time", "dyddiad")
_TAGS = ("tags", "tag", "labels", "categories", "category", "tagiau")
_SELECTED = re.compile(r"(</span>)(<span class=\"selected-value)")
_MOST = 100


def as_stated(source: str, name: str) -> str:
    """The text of the file `name`, where that is a page of Notion's: day, tags and status in rows before it, its other properties a line each."""
    found = _NAME.search(name.lower())
    if found is None:
        return source
    if found[1] != "md":
        return _SELECTED.sub(r"\1, \2", source)
    head = _HEAD.match(source)
    if head is None:
        return source
    rows: dict[str, str] = {}
    rest: list[str] = []
    for line in head[2].splitlines()[:_MOST]:
        key, _colon, value = (part.strip() for part in line.partition(":"))
        low = key.lower()
        day = stated_day({"date": re.split(r"\s+(?:→|->)\s+", value)[0].replace(" (GMT)", "")}, "") if low in _DAYS else None
        if day is not None and "date" not in rows:
            rows["date"] = day.isoformat()
        elif low in _TAGS and "tags" not in rows:
            rows["tags"] = f"[{', '.join(_quoted(one) for one in value.split(','))}]"
        else:
            rest.append(line.strip())
            if low == "status":
                rows["status"] = _quoted(value)
    if not rows:
        return source
    front = "\n".join(["---", *(f"{key}: {value}" for key, value in rows.items()), "---", ""])
    told = "  \n".join([*rest, *head[2].splitlines()[_MOST:]])
    return f"{front}{head[1]}\n{told}\n\n{source[head.end() :]}"


def _quoted(words: str) -> str:
    bare = words.strip().replace("\\", "").replace('"', "'")
    return f'"{bare}"'
