"""Which language a text is in."""

import pytest

from weeknotes.prose.language import language

TEXTS = {
    "en": "This week we met with the team and talked about what we have learned from the work so far.",
    "cy": "Yr wythnos hon rydyn ni wedi bod yn gweithio ar y gwasanaeth newydd gyda'r tîm, ac mae hyn wedi bod yn dda.",
    "de": "Diese Woche haben wir mit dem Team gesprochen und es ist nicht so einfach, wie man denkt.",
    "fr": "Cette semaine nous avons parlé avec les gens de la ville et ce n'est pas une chose facile pour nous.",
    "es": "Esta semana hemos hablado con el equipo sobre las cosas que no son fáciles para nosotros, pero también sobre más.",
    "nl": "Deze week hebben wij met het team gesproken over wat er niet goed is en wat we van de mensen horen.",
    "ga": "Bhí an tseachtain seo go maith agus tá an obair ag dul ar aghaidh, ach níl sé críochnaithe go fóill ó na daoine.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_plain_text_is_named(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "12 34", "Leeds Cardiff Hackney", "the", "日本語の文章です。", "Kubernetes Docker Terraform of GitHub Actions pipelines modules"],
)
def test_a_text_that_says_too_little_is_not_named(text: str) -> None:
    assert language(text) is None


def test_two_languages_in_equal_parts_are_not_named() -> None:
    assert language("the and of to der die und das") is None
