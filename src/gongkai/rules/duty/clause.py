"""What a clause of a sentence states: the parts of a target before it is placed in its text."""

from __future__ import annotations

import re

from gongkai.rules.duty.values import Value
from gongkai.rules.records import Comparator

Years = tuple[int | None, ...]
Found = tuple[str, int | None, Comparator, Value | None, bool, bool]
"""Indicator, year, comparator, value, per year, and whether it is a bare count."""

DURATION = re.compile(r"^(?:个?(?:工作日|小时|分钟|日|天|秒)|个月|年|周|岁|月)$")
DECREASING = frozenset(["下降", "降低", "减少", "压减", "缩减", "缩短", "压缩"])
