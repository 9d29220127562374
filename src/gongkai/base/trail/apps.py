"""The room's place in the installation."""

from django.apps import AppConfig


class Trail(AppConfig):
    """The trail room."""

    name = "gongkai.base.trail"
    label = "trail"
    verbose_name = "留痕"
    default_auto_field = "django.db.models.BigAutoField"
