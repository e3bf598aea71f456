from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "weeknotes.desk"
    label = "desk"
