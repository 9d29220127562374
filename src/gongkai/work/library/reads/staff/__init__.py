"""What the staff pages of the library ask: lists with what waits, one document, desks, versions compared.

The reader comes first. Nobody sees what lies outside the places of his office: lists leave it out, and what
is asked for by name comes back as None. Rows of tables (``row``) go to the actions, never to a template.
"""

from gongkai.work.library.reads.staff.citations import (
    Candidate,
    CitationDesk,
    OneCitation,
    Proposal,
    candidates,
    citation_desk,
    proposal_row,
    proposals,
    unresolved,
)
from gongkai.work.library.reads.staff.common import Sheet, in_office, may_see
from gongkai.work.library.reads.staff.comparing import Compared, Comparison, Piece, compare
from gongkai.work.library.reads.staff.counting import Desks, desks
from gongkai.work.library.reads.staff.document import (
    ClauseLine,
    StaffDocument,
    StaffVersion,
    all_topics,
    clauses,
    staff_document,
)
from gongkai.work.library.reads.staff.issues import (
    GazetteLine,
    PrintedLine,
    StaffIssue,
    StaffIssueLine,
    gazettes,
    staff_issue,
    staff_issues,
)
from gongkai.work.library.reads.staff.lists import (
    Choice,
    Choices,
    Chosen,
    StaffAsked,
    StaffLine,
    choices,
    chosen,
    keys_of,
    staff_documents,
)
from gongkai.work.library.reads.staff.problems import ProblemLine, problem, problems
from gongkai.work.library.reads.staff.reading import AdmissionDocument, AdmissionPage, admission
from gongkai.work.library.reads.staff.topics import Filed, TopicLine, preview, topic_tree

__all__ = [
    "AdmissionDocument",
    "AdmissionPage",
    "Candidate",
    "Choice",
    "Choices",
    "Chosen",
    "CitationDesk",
    "ClauseLine",
    "Compared",
    "Comparison",
    "Desks",
    "Filed",
    "GazetteLine",
    "OneCitation",
    "Piece",
    "PrintedLine",
    "ProblemLine",
    "Proposal",
    "Sheet",
    "StaffAsked",
    "StaffDocument",
    "StaffIssue",
    "StaffIssueLine",
    "StaffLine",
    "StaffVersion",
    "TopicLine",
    "admission",
    "all_topics",
    "candidates",
    "choices",
    "chosen",
    "citation_desk",
    "clauses",
    "compare",
    "desks",
    "gazettes",
    "in_office",
    "keys_of",
    "may_see",
    "preview",
    "problem",
    "problems",
    "proposal_row",
    "proposals",
    "staff_document",
    "staff_documents",
    "staff_issue",
    "staff_issues",
    "topic_tree",
    "unresolved",
]
