"""Pages that Divi, WPBakery or Avada put together: what their boxes show comes, what was switched off does not, and no box goes without a word."""

import base64
from pathlib import Path
from urllib.parse import quote

import pytest

from weeknotes.transfer.blocks_wordpress import Told, told
from weeknotes.transfer.importing import read
from weeknotes.transfer.shortcodes import Attached
from weeknotes.transfer.tests.exports import wxr, wxr_item
from weeknotes.transfer.tests.given import given, posts

HOUSE = Attached("https://x.example/house.jpg", "A house", "Ours", "")


def shown(text: str) -> Told:
    return told(text, pictures=lambda numbers: [HOUSE] if "7" in numbers.split(",") else [], shared=lambda _number: "")


def squeezed(text: str) -> str:
    return "".join(shown(text).html.split("\n"))


@pytest.mark.parametrize(
    ("box", "html"),
    [
        ('[et_pb_image src="https://x.example/a.jpg" alt="A roof" title_text="r"][/et_pb_image]', '<figure><img src="https://x.example/a.jpg" alt="A roof"></figure>'),
        ('[et_pb_image src="https://x.example/a.jpg" url="https://y.example"]', '<figure><a href="https://y.example"><img src="https://x.example/a.jpg"></a></figure>'),
        ('[et_pb_gallery gallery_ids="7,8"][/et_pb_gallery]', '<figure><img src="https://x.example/house.jpg" alt="A house"><figcaption>Ours</figcaption></figure>'),
        ('[et_pb_button button_url="https://y.example" button_text="Go %22on%22"][/et_pb_button]', '<p><a href="https://y.example">Go &quot;on&quot;</a></p>'),
        ('[et_pb_toggle title="Why"]<p>So.</p>[/et_pb_toggle]', "<h3>Why</h3><p>So.</p>"),
        ('[et_pb_heading title="Goals" title_level="h2"][/et_pb_heading]', "<h2>Goals</h2>"),
        ('[et_pb_cta title="Come" button_url="https://y.example" button_text="Yes"]<p>Do.</p>[/et_pb_cta]', '<h3>Come</h3><p>Do.</p><p><a href="https://y.example">Yes</a></p>'),
        ('[et_pb_testimonial author="Aled" job_title="Roofer"]<p>Dry.</p>[/et_pb_testimonial]', "<p>Dry.</p><p>Aled, Roofer</p>"),
        ('[et_pb_video src="https://www.youtube.com/watch?v=abc"][/et_pb_video]', '<p><a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a></p>'),
        ('[vc_custom_heading text="Goals" font_container="tag:h2|align:left"]', "<h2>Goals</h2>"),
        ('[vc_single_image image="7" img_size="full"]', '<figure><img src="https://x.example/house.jpg" alt="A house"><figcaption>Ours</figcaption></figure>'),
        ('[vc_btn title="Go" link="url:https%3A%2F%2Fy.example|title:x||"]', '<p><a href="https://y.example">Go</a></p>'),
        ('[vc_tta_section title="Why"][vc_column_text]<p>So.</p>[/vc_column_text][/vc_tta_section]', "<h3>Why</h3><p>So.</p>"),
        (f"[vc_raw_html]{base64.b64encode(quote('<p>Raw</p>').encode()).decode()}[/vc_raw_html]", "<p>Raw</p>"),
        ('[fusion_title size="2" content_align="left"]Goals[/fusion_title]', "<h2>Goals</h2>"),
        ('[fusion_imageframe image_id="9|full" alt="A roof"]https://x.example/a.jpg[/fusion_imageframe]', '<figure><img src="https://x.example/a.jpg" alt="A roof"></figure>'),
        ('[fusion_imageframe]<img src="https://x.example/a.jpg" alt="A roof">[/fusion_imageframe]', '<p><img src="https://x.example/a.jpg" alt="A roof"></p>'),
        ('[fusion_button link="https://y.example" size="large"]Go on[/fusion_button]', '<p><a href="https://y.example">Go on</a></p>'),
        ('[fusion_checklist icon=""][fusion_li_item icon="x"]One[/fusion_li_item][fusion_li_item]<p>Two</p>[/fusion_li_item][/fusion_checklist]', "<ul><li>One</li><li><p>Two</p></li></ul>"),
        ('[fusion_accordion][fusion_toggle title="Why" open="no"]So.[/fusion_toggle][/fusion_accordion]', "<h3>Why</h3><p>So.</p>"),
        ('[fusion_youtube id="abc" width="600" /]', '<p><a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a></p>'),
        ('[fusion_gallery][fusion_gallery_image image="https://x.example/a.jpg" alt="A roof" /][/fusion_gallery]', '<figure><img src="https://x.example/a.jpg" alt="A roof"></figure>'),
        (f"[fusion_code]{base64.b64encode(b'<p>Raw</p>').decode()}[/fusion_code]", "<p>Raw</p>"),
        ('[vc_video link="https://vimeo.com/1"]', '<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>'),
    ],
)
def test_a_box_comes_as_what_it_shows(box: str, html: str):
    around = {"et": ("[et_pb_section][et_pb_row][et_pb_column type=\"4_4\"]", "[/et_pb_column][/et_pb_row][/et_pb_section]"), "vc": ("[vc_row][vc_column]", "[/vc_column][/vc_row]"),
              "fu": ('[fusion_builder_container][fusion_builder_row][fusion_builder_column type="1_1"]', "[/fusion_builder_column][/fusion_builder_row][/fusion_builder_container]")}  # fmt: skip
    opens, closes = around[box[1:3]]
    assert squeezed(f"{opens}{box}{closes}") == html
    assert shown(f"{opens}{box}{closes}").shortcodes == ()


@pytest.mark.parametrize("off", ['et_pb_text disabled="on"', 'et_pb_section disabled_on="on|on|on"', 'vc_row disable_element="yes"', 'fusion_builder_container status="draft"'])
def test_a_box_that_was_switched_off_does_not_come_and_is_said(seen: Path, off: str):
    name = off.partition(" ")[0]
    text = f"<p>Open.</p>[{off}]<p>Hidden.</p>[{name}]<p>As well.</p>[/{name}][/{name}]<p>Open again.</p>"
    (post,) = posts(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", text))))).values()
    assert "".join(post.html.split("\n")) == "<p>Open.</p><p>Open again.</p>"
    assert [str(one) for one in post.warnings] == ["A part of it was hidden there, and did not come."]


@pytest.mark.parametrize(("logics", "reach"), [("", "everyone"), ("W10=", "everyone"), ("W3siZmllbGQiOiJ1c2VyX3N0YXRlIn1d", "members"), ("something else", "members")])
def test_a_box_of_avada_s_that_asks_who_looks_at_it_is_for_no_more_people_here(seen: Path, logics: str, reach: str):
    text = f'[fusion_text render_logics="{logics}"]<p>Rain.</p>[/fusion_text]'
    (post,) = posts(read(given(seen, "blog.xml", wxr(wxr_item(1, "Rain", text))))).values()
    assert (post.reach, "".join(post.html.split())) == (reach, "<p>Rain.</p>")
    within = f'[fusion_checklist][fusion_li_item]One [fusion_highlight render_logics="{logics}"]Two[/fusion_highlight][/fusion_li_item][/fusion_checklist]'
    (post,) = posts(read(given(seen, "list.xml", wxr(wxr_item(1, "Rain", within))))).values()
    assert post.reach == reach


def test_a_box_that_shows_what_is_made_elsewhere_stays_as_words_and_is_named():
    found = shown('[et_pb_row][et_pb_contact_form email="x"][/et_pb_contact_form][vc_gmaps size="1"][vc_single_image image="9"][/et_pb_row]')
    assert found.shortcodes == ("et_pb_contact_form", "vc_gmaps", "vc_single_image")
    assert "[et_pb_contact_form" in found.html


@pytest.mark.parametrize("text", ["[vc_row]" * 20_000, "[vc_row " * 20_000, '[vc_row a="' * 20_000, "[et_pb_text]" * 20_000 + "[/et_pb_text]" * 20_000, "[vc_raw_html]" * 10_000, "[fusion_checklist][fusion_li_item" * 10_000, "[fusion_title]" * 10_000 + "[/fusion_title]" * 10_000])
def test_what_no_builder_writes_is_read_to_its_end(text: str):
    assert "The end." in shown(f"{text}<p>The end.</p>").html
