"""The language of the command: Chinese as written in the code, English from the catalogue beside it."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

DOMAIN = "gongkai"
LOCALE = Path(__file__).with_name("locale")
CHINESE, ENGLISH = "zh_Hans", "en"

_ = gettext.gettext


def language(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for: English where it names English first, else Chinese.

    >>> language({"LANG": "en_US.UTF-8"}), language({"LANG": "C"}), language({})
    ('en', 'zh_Hans', 'zh_Hans')
    >>> language({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"})
    'zh_Hans'
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    return ENGLISH if wanted.startswith(ENGLISH) else CHINESE


def choose_language() -> None:
    """Make ``_`` and click's own messages speak the user's language, in this process and its children."""
    os.environ["LANGUAGE"] = language(os.environ)
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
