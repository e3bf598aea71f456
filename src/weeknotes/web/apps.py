from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "weeknotes.web"
    label = "web"
