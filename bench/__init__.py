"""Speed and memory of the reader. Every figure stands beside a baseline measured in the same run.

Machines differ and are busy; only the ratios travel. No test depends on them.
"""
