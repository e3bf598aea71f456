from django.apps import AppConfig


class MemoryConfig(AppConfig):
    name = "weeknotes.memory"
    label = "memory"
