from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "weeknotes.search"
    label = "search"
