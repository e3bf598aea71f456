"""The pictures of a gallery each keep the words that stand under them, and what is said of all of them stands below."""

import pytest

from weeknotes.prose.html import clean
from weeknotes.transfer.keep import kept, media

ONE = '<figure class="wp-block-image"><img src="https://x.example/a.jpg" alt="A"><figcaption>The first</figcaption></figure>'
TWO = '<figure class="wp-block-image"><img src="https://x.example/b.jpg" alt="B"><figcaption>The second</figcaption></figure>'
CLEAN = (
    '<figure><img src="https://x.example/a.jpg" alt="A">\n<figcaption>The first</figcaption>\n</figure>',
    '<figure><img src="https://x.example/b.jpg" alt="B">\n<figcaption>The second</figcaption>\n</figure>',
)


def shown(html: str) -> str:
    return clean(kept(html)).strip()


@pytest.mark.parametrize("caption", ["", '<figcaption class="blocks-gallery-caption">Both <em>of</em> them</figcaption>'])
def test_each_picture_of_a_gallery_keeps_its_own_words(caption: str):
    html = f'<p>Here.</p><figure class="wp-block-gallery">\n{ONE}\n{TWO}\n{caption}\n</figure><p>There.</p>'
    of_all = ["<p>Both <em>of</em> them</p>"] if caption else []
    assert shown(html).split("\n") == ["<p>Here.</p>", *"\n".join(CLEAN).split("\n"), *of_all, "<p>There.</p>"]
    assert [one.caption for one in media(kept(html))] == ["The first", "The second"]


def test_an_older_gallery_whose_pictures_are_the_items_of_a_list_keeps_them_too():
    made = shown(f'<figure class="wp-block-gallery"><ul><li>{ONE}</li><li>{TWO}</li></ul><figcaption>Both</figcaption></figure>')
    assert made.index("a.jpg") < made.index("The first") < made.index("b.jpg") < made.index("The second") < made.index("Both")


def test_figures_that_stand_one_after_another_stay_as_they_are():
    assert kept(ONE + TWO) == ONE + TWO


def test_figures_in_figures_beyond_all_use_are_read_to_their_end():
    assert "The end" in shown("<figure>" * 100 + ONE + "</figure>" * 100 + "<p>The end</p>")
    assert "The end" in shown(f"<figure>{ONE * 2000}</figure><p>The end</p>")
