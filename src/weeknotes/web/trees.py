"""`<tree:lang>` in an address: a language that may have a tree of pages of its own."""

from django.urls import register_converter


class Tree:
    """`en` or `cy`."""

    regex = "en|cy"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Tree, "tree")
