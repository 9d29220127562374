"""The installation as Django sees it: the place where its own checks are registered."""

from django.apps import AppConfig


class Config(AppConfig):
    """The installation."""

    name = "gongkai.config"
    label = "config"
    verbose_name = "安装"

    def ready(self) -> None:
        """Register the checks, so that ``check --deploy`` knows them."""
        from gongkai.config import checks

        checks.register_checks()
