from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "weeknotes.people"
    label = "people"
