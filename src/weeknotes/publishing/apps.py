from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "weeknotes.publishing"
    label = "publishing"
