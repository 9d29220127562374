"""The room's place in the installation."""

from django.apps import AppConfig, apps


class Accounts(AppConfig):
    """The accounts room."""

    name = "gongkai.base.accounts"
    label = "accounts"
    verbose_name = "账户"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what the sign-in library reports; a command without the web has none."""
        if apps.is_installed("allauth.mfa"):
            from gongkai.base.accounts import signals

            signals.listen()
