"""The room's place in the installation."""

from django.apps import AppConfig


class Opendata(AppConfig):
    """The opendata room."""

    name = "gongkai.faces.opendata"
    label = "opendata"
    verbose_name = "开放数据"
    default_auto_field = "django.db.models.BigAutoField"
