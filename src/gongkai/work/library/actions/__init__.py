"""The only writes of the library. Each says beforehand what stands against it (``why_not_…``)."""

from gongkai.rules.access import Refused
from gongkai.work.library.actions.admit import Admitted, admit, why_not_admit
from gongkai.work.library.actions.correct import correct, discard, why_not_correct, why_not_discard
from gongkai.work.library.actions.mending import mend_citation, why_not_mend
from gongkai.work.library.actions.problems import (
    report_problem,
    settle_problem,
    why_not_report,
    why_not_settle,
)
from gongkai.work.library.actions.publish import (
    Published,
    publish,
    publish_issue,
    why_not_publish,
    why_not_publish_issue,
    why_not_withdraw,
    withdraw,
)
from gongkai.work.library.actions.rebuilding import Rebuilt, rebuild
from gongkai.work.library.actions.register import Register
from gongkai.work.library.actions.restoring import restore, why_not_restore
from gongkai.work.library.actions.topics import (
    assign_topics,
    keep_topic,
    why_not_assign,
    why_not_keep_topic,
)
from gongkai.work.library.actions.validity import (
    dismiss_proposal,
    set_validity,
    why_not_dismiss,
    why_not_set_validity,
)

__all__ = [
    "Admitted",
    "Published",
    "Rebuilt",
    "Refused",
    "Register",
    "admit",
    "assign_topics",
    "correct",
    "discard",
    "dismiss_proposal",
    "keep_topic",
    "mend_citation",
    "publish",
    "publish_issue",
    "rebuild",
    "report_problem",
    "restore",
    "set_validity",
    "settle_problem",
    "why_not_admit",
    "why_not_assign",
    "why_not_correct",
    "why_not_discard",
    "why_not_dismiss",
    "why_not_keep_topic",
    "why_not_mend",
    "why_not_publish",
    "why_not_publish_issue",
    "why_not_report",
    "why_not_restore",
    "why_not_set_validity",
    "why_not_settle",
    "why_not_withdraw",
    "withdraw",
]
