"""The room's place in the installation."""

from django.apps import AppConfig


class Ui(AppConfig):
    """The ui room."""

    name = "gongkai.base.ui"
    label = "ui"
    verbose_name = "界面"
    default_auto_field = "django.db.models.BigAutoField"
