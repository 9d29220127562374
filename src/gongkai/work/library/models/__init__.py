"""Tables of the library."""

from gongkai.work.library.models.duties import Indicator, Target, Task, TaskUnit
from gongkai.work.library.models.issues import ContentsLine, Issue, Series
from gongkai.work.library.models.links import Citation, OldAddress, ProblemReport
from gongkai.work.library.models.texts import Clause, Component, Document, Topic, Version

__all__ = [
    "Citation",
    "Clause",
    "Component",
    "ContentsLine",
    "Document",
    "Indicator",
    "Issue",
    "OldAddress",
    "ProblemReport",
    "Series",
    "Target",
    "Task",
    "TaskUnit",
    "Topic",
    "Version",
]
