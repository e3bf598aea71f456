from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "weeknotes.notes"
    label = "notes"
