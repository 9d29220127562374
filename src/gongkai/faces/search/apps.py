"""The room's place in the installation."""

from django.apps import AppConfig


class Search(AppConfig):
    """The search room."""

    name = "gongkai.faces.search"
    label = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"
