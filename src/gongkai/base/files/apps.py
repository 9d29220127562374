"""The room's place in the installation."""

from django.apps import AppConfig


class Files(AppConfig):
    """The files room."""

    name = "gongkai.base.files"
    label = "files"
    verbose_name = "原件"
    default_auto_field = "django.db.models.BigAutoField"
