"""Page numbers for people."""

from __future__ import annotations

from collections.abc import Sequence


def page_list(pages: Sequence[int]) -> str:
    """Page numbers in rising order as one phrase, runs of them drawn together with a dash.

    >>> page_list([1, 2, 3, 7])
    '第 1–3、7 页'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return f"第 {'、'.join(f'{r[0]}–{r[-1]}' if len(r) > 1 else str(r[0]) for r in runs)} 页"
