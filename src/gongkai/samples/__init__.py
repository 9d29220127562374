"""A sample issue of an invented gazette with known truth, and variants of it in any number.

Both are for proof: whatever reads gazettes can be held against :func:`truth`. Only the
command line and the tests import this package.
"""

from __future__ import annotations

from gongkai.samples.content import SampleIssue
from gongkai.samples.load import sample_issue
from gongkai.samples.truth import truth
from gongkai.samples.write import FORMATS, write_sample

__all__ = ["FORMATS", "SampleIssue", "sample_issue", "truth", "write_sample"]
