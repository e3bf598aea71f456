from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "weeknotes.work"
    label = "work"
