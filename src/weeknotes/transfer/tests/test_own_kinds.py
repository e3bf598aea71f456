"""What a site of WordPress's keeps as a kind of its own that is writing by its name comes, for its writer alone; everything else of the site is counted."""

from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Left
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given, posts


@pytest.mark.parametrize("kind", ["weeknote", "weeknotes", "week-notes", "news", "staff_news", "blog", "blog_post", "article", "podcast", "notes", "our_stories"])
@pytest.mark.parametrize(("status", "state"), [("publish", "published"), ("private", "private"), ("draft", "draft")])
def test_a_kind_that_is_writing_by_its_name_comes_for_its_writer_alone(seen: Path, kind: str, status: str, state: str):
    (post,) = posts(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", "<p>It rained.</p>", kind=kind, status=status))))).values()
    assert (post.status, post.reach) == (state, "me")
    said = f"It was of a kind of the site’s own there ({kind}). Nothing says who could read that kind, so it is for you alone until you choose."
    assert [str(one) for one in post.warnings] == [said]


@pytest.mark.parametrize(
    "kind", ["nav_menu_item", "attachment", "revision", "flamingo_inbound", "feedback", "wpforms_entries", "order_note", "news_form", "wp_template", "customize_changeset", "blog_settings"]
)
def test_what_is_no_writing_by_its_name_is_counted_and_does_not_come(seen: Path, kind: str):
    found = list(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", "<p>It rained.</p>", kind=kind)))))
    assert not posts(found)
    assert [str(one.why) for one in found if isinstance(one, Left)] == [f"Things of the site that are no posts ({kind}): 1."]
