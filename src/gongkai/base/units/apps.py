"""The room's place in the installation."""

from django.apps import AppConfig


class Units(AppConfig):
    """The units room."""

    name = "gongkai.base.units"
    label = "units"
    verbose_name = "单位"
    default_auto_field = "django.db.models.BigAutoField"
