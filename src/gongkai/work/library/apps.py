"""The room's place in the installation."""

from django.apps import AppConfig


class Library(AppConfig):
    """The library room."""

    name = "gongkai.work.library"
    label = "library"
    verbose_name = "文库"
    default_auto_field = "django.db.models.BigAutoField"
