"""About, accessibility, privacy, robots.txt and security.txt: good from the first day, and the host's to change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from weeknotes.publishing.audit import audit
from weeknotes.publishing.bake import bake
from weeknotes.publishing.models import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(nerys, client):
    nerys.is_host = True
    nerys.save()
    client.force_login(nerys)
    return nerys


def test_each_page_is_there_in_both_languages_and_linked_from_every_foot(organisation, page):
    for key in ("about", "accessibility", "privacy"):
        assert '<html lang="en">' in page(f"{key}/index.html")
        assert '<html lang="cy">' in page(f"cy/{key}/index.html")
        assert f'href="/{key}/"' in page("index.html")
        assert f'href="/cy/{key}/"' in page("cy/index.html")
    assert "Glanderw" in page("about/index.html")
    assert audit() == ()


def test_the_host_writes_their_own_words_and_takes_ours_again(host, client, page):
    at = reverse("site-words", args=("privacy", "en"))
    assert "These pages set no cookies" in client.get(at).text
    assert client.post(at, {"do": "keep", "text": "## Ours\n\nWe <script>x</script>keep **little**."}).status_code == 302
    assert "<h2>Ours</h2>" in page("privacy/index.html")
    assert "<strong>little</strong>" in page("privacy/index.html")
    assert "script" not in page("privacy/index.html")
    assert "cwcis" in page("cy/privacy/index.html")
    assert audit() == ()
    client.post(at, {"do": "default"})
    assert "These pages set no cookies" in page("privacy/index.html")
    assert audit() == ()


def test_words_that_cannot_stand_there_come_back_with_what_to_do(host, client, page):
    at = reverse("site-words", args=("about", "en"))
    for text in ("", "x" * 60_001):
        answer = client.post(at, {"do": "keep", "text": text})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
    assert "<h2>How to read here</h2>" in page("about/index.html")


def test_nobody_but_the_host_changes_them_and_there_are_no_others(host, tomos, client):
    for key, lang in (("about", "fr"), ("terms", "en")):
        assert client.get(reverse("site-words", args=(key, lang))).status_code == 404
    client.force_login(tomos)
    assert client.post(reverse("site-words", args=("about", "en")), {"do": "keep", "text": "Mine"}).status_code == 404


def test_a_contact_stands_on_the_pages_and_in_security_txt(host, client, page):
    assert client.get("/.well-known/security.txt").status_code == 404
    form = {"name_en": "Glanderw", "name_cy": "Cyngor Glanderw", "langs": ["en", "cy"], "first": "en"}
    assert client.post(reverse("site-settings"), {**form, "contact": "nobody"}).status_code == 422
    assert client.post(reverse("site-settings"), {**form, "contact": "http://example.org/"}).status_code == 422
    client.post(reverse("site-settings"), {**form, "contact": "notes@glanderw.example"})
    assert '<a href="mailto:notes@glanderw.example">' in page("accessibility/index.html")
    said = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert said["Contact"] == "mailto:notes@glanderw.example"
    assert said["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    until = datetime.strptime(said["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=1) < until - timezone.now() < timedelta(days=365)
    client.post(reverse("site-settings"), {**form, "contact": "https://glanderw.example/contact"})
    assert "Contact: https://glanderw.example/contact" in client.get("/.well-known/security.txt").text
    assert audit() == ()


def test_robots_txt_says_where_the_sitemap_is_and_keeps_a_sample_out_of_searches(organisation, page):
    assert page("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    organisation.sample = True
    organisation.save()
    bake(everything=True)
    assert "Disallow: /\n" in page("robots.txt")
    assert Page.objects.get(path="robots.txt").kind == "robots"
