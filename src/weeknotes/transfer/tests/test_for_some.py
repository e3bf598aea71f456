"""What plugins and marks of other places say of who could read a post: none of it is for more people here."""

import json
from pathlib import Path

import pytest

from weeknotes.transfer.importing import read
from weeknotes.transfer.neutral import Post
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given


def kept_beside(*rows: tuple[str, str]) -> str:
    return "".join(f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>" for key, value in rows)


def the_post(found: list[object]) -> Post:
    (post,) = [one for one in found if isinstance(one, Post)]
    return post


@pytest.mark.parametrize(
    "rows",
    [
        [("_members_access_role", "administrator")],
        [("_members_access_role", "editor"), ("_members_access_role", "")],
        [("rcp_user_level", "Subscriber")],
        [("rcp_subscription_level", "any-paid")],
        [("_wpmem_block", "1")],
        [("um_content_restriction", 'a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"2";}')],
        [("_issuem_leaky_paywall_visibility", 'a:1:{s:15:"visibility_type";s:4:"only";}')],
        [("patreon-level", "5")],
        [("pms-content-restrict-user-status", "loggedin")],
    ],
)
def test_a_post_that_a_plugin_showed_to_some_people_only_is_for_its_writer_alone(seen: Path, rows: list[tuple[str, str]]):
    post = the_post(list(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", "<p>It rained.</p>", more=kept_beside(*rows)))))))
    assert (post.status, post.reach) == ("published", "me")
    assert [str(one) for one in post.warnings] == ["It was for some people only there. Here it is for you alone, until you choose."]


@pytest.mark.parametrize(
    "rows",
    [
        [("rcp_user_level", "All"), ("rcp_access_level", "None"), ("rcp_subscription_level", "all")],
        [("_wpmem_block", "0"), ("patreon-level", "0"), ("_members_access_role", "")],
        [("um_content_restriction", 'a:2:{s:26:"_um_custom_access_settings";b:0;s:14:"_um_accessible";s:1:"0";}')],
        [("_issuem_leaky_paywall_visibility", 'a:1:{s:15:"visibility_type";s:7:"default";}')],
    ],
)
def test_a_post_of_which_a_plugin_says_that_everybody_may_read_it_stays_for_everyone(seen: Path, rows: list[tuple[str, str]]):
    post = the_post(list(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", "<p>It rained.</p>", more=kept_beside(*rows)))))))
    assert (post.reach, post.warnings) == ("everyone", ())


@pytest.mark.parametrize(("mark", "reach"), [("<!--paid-->", "members"), ("<!-- paid -->", "members"), ("<!--more-->", "everyone")])
def test_a_post_of_writefreelys_with_a_part_for_those_who_pay_is_not_for_everyone(seen: Path, mark: str, reach: str):
    row = {"id": "abcdefghi1", "slug": "rain", "appearance": "norm", "created": "2021-03-19T10:00:00Z", "title": "Rain", "body": f"Open.\n\n{mark}\n\nPaid.", "tags": []}
    blog = {"alias": "nerys", "title": "Nerys", "public": True, "visibility": 1, "url": "https://write.example/nerys/", "posts": [row]}
    post = the_post(list(read(given(seen, "nerys.json", json.dumps({"username": "nerys", "collections": [blog], "posts": []}, separators=(",", ":"))))))
    assert post.reach == reach
    assert ["for subscribers" in str(one) for one in post.warnings] == [True] * (reach == "members")


SOME = '{"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"%s"}}}]}}'


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        (f"<!-- wp:paragraph {SOME % 'logged-in'} --><p>For some.</p><!-- /wp:paragraph -->", "members"),
        (f"<!-- wp:paragraph {SOME % 'all'} --><p>For all.</p><!-- /wp:paragraph -->", "everyone"),
        ('<!-- wp:group {"um_is_restrict":true,"um_who_access":"1"} --><p>For some.</p><!-- /wp:group -->', "members"),
        ('<!-- wp:group {"otterConditions":[[{"type":"loggedInUser"}]]} --><p>For some.</p><!-- /wp:group -->', "members"),
        ('<!-- wp:group {"otterConditions":[]} --><p>For all.</p><!-- /wp:group -->', "everyone"),
        ('[et_pb_text display_conditions="W3siaWQiOiIxIn1d"]<p>For some.</p>[/et_pb_text]', "members"),
        ('[et_pb_text display_conditions=""]<p>For all.</p>[/et_pb_text]', "everyone"),
    ],
)
def test_a_post_with_a_part_that_a_plugin_showed_to_some_visitors_is_not_for_everyone(seen: Path, text: str, reach: str):
    post = the_post(list(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", f"<!-- wp:paragraph --><p>Open.</p><!-- /wp:paragraph -->{text}"))))))
    assert (post.status, post.reach) == ("published", reach)
    assert "For " in post.html


def test_a_part_that_a_plugin_hid_from_everybody_does_not_come(seen: Path):
    text = '<!-- wp:paragraph {"blockVisibility":{"hideBlock":true}} --><p>Hidden.</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>Open.</p><!-- /wp:paragraph -->'
    post = the_post(list(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", text))))))
    assert ("Hidden" in post.html, [str(one) for one in post.warnings]) == (False, ["A part of it was hidden there, and did not come."])
