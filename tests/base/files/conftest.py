"""The city of the intake room, whose office receives the files."""

from tests.work.intake.conftest import city

__all__ = ["city"]
