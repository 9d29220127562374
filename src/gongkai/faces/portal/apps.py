"""The room's place in the installation."""

from django.apps import AppConfig


class Portal(AppConfig):
    """The portal room."""

    name = "gongkai.faces.portal"
    label = "portal"
    verbose_name = "门户"
    default_auto_field = "django.db.models.BigAutoField"
