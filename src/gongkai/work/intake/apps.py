"""The room's place in the installation."""

from django.apps import AppConfig


class Intake(AppConfig):
    """The intake room."""

    name = "gongkai.work.intake"
    label = "intake"
    verbose_name = "收文"
    default_auto_field = "django.db.models.BigAutoField"
