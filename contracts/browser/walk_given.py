"""On the way: what is given to the site as files."""

import re

from contracts.browser.walk import UID, Walk
from contracts.browser.walk_drafts import new_draft
from weeknotes.notes.tests.recorded import MP3


def sound(tour: Walk) -> str:
    """The page of a sound that was sent into a draft, with what is said in it."""
    draft = new_draft(tour)
    form = {"csrfmiddlewaretoken": tour.at.page.locator("#note input[name=csrfmiddlewaretoken]").input_value()}
    headers = {"Referer": tour.at.site.url + draft, "X-Requested-With": "fetch"}
    sound = {"sound": {"name": "rain.mp3", "mimeType": "audio/mpeg", "buffer": MP3}}
    words = tour.at.context.request.post(tour.at.site.url + draft + "sound/", multipart=form | sound, headers=headers).json()["words"]
    told = {"en-text": "It rains on the depot’s roof.", "en-state": "automatic", "cy-state": "none", "credit": "Nerys", "consent": "nobody"}
    tour.at.context.request.post(tour.at.site.url + words, form=form | told, headers=headers)
    return str(words)


def upload(tour: Walk) -> str:
    """What was found in three files: many posts in one, one that may be several, and one that cannot be read."""
    sentence = "We looked again at what people asked of us in week {0}, and changed the form because of it."
    weeks = [" ".join([sentence.format(n)] * 9) for n in range(1, 5)]
    texts = {
        "blog.txt": "A blog\n\n" + "\n\n".join(f"{week}\n\nFollow us on the site" for week in weeks),
        "log.md": "# Log\n\n## 3 May 2021\n\nThe lift stood still.\n\n## 17 May 2021\n\nIt moved, and so did we.\n",
        "empty.md": "",
    }
    page = tour.at.go("/import/")
    page.locator("#files").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in texts.items()])
    page.locator("main form button").click()
    page.wait_for_url(re.compile(f"/import/{UID}/"))
    return page.url.removeprefix(tour.at.site.url)
