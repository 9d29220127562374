"""The room's place in the installation."""

from django.apps import AppConfig, apps


class Ui(AppConfig):
    """The ui room."""

    name = "gongkai.base.ui"
    label = "ui"
    verbose_name = "界面"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fit Wagtail's shell to this house: no script in pages, and its own writing in the trail."""
        if apps.is_installed("wagtail.admin"):
            from gongkai.base.ui import choosers, signals

            choosers.install()
            signals.listen()
