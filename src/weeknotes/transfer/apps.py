from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "weeknotes.transfer"
    label = "transfer"
