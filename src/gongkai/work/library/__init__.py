"""The record itself: issues, documents, versions, clauses, tasks, indicators, citations.

Owns what was admitted from accepted readings. Reads intake and units. Serves every face and all later rooms.
"""
