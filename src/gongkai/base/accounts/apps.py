"""The room's place in the installation."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """The accounts room."""

    name = "gongkai.base.accounts"
    label = "accounts"
    verbose_name = "账户"
    default_auto_field = "django.db.models.BigAutoField"
