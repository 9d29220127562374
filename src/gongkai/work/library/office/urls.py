"""Addresses of the staff pages, under /office/library/."""

from __future__ import annotations

from django.urls import path

from gongkai.work.library.office import (
    bulk,
    citations,
    correcting,
    documents,
    issues,
    lists,
    problems,
    topics,
)

desks = [
    path("", lists.home, name="library_home"),
    path("documents/", lists.documents, name="library_documents"),
    path("documents/bulk/", bulk.bulk, name="library_bulk"),
    path("documents/<slug:key>/", documents.document, name="library_document"),
    path("documents/<slug:key>/publish/", bulk.one, {"act": "publish"}, name="library_publish"),
    path("documents/<slug:key>/withdraw/", bulk.one, {"act": "withdraw"}, name="library_withdraw"),
    path("documents/<slug:key>/restore/", bulk.one, {"act": "restore"}, name="library_restore"),
    path("documents/<slug:key>/topics/", bulk.one, {"act": "topics"}, name="library_assign"),
    path("documents/<slug:key>/correct/", correcting.correct, name="library_correct"),
    path("documents/<slug:key>/discard/", correcting.discard, name="library_discard"),
    path("documents/<slug:key>/compare/", documents.compare, name="library_compare"),
    path("documents/<slug:key>/validity/", documents.validity, name="library_validity"),
    path("issues/", lists.issues, name="library_issues"),
    path("issues/<int:pk>/", issues.issue, name="library_issue"),
    path("issues/<int:pk>/publish/", issues.publish, name="library_publish_issue"),
    path("admit/<int:reading>/", issues.admit, name="library_admit"),
    path("citations/", citations.desk, name="library_citations"),
    path("citations/<int:pk>/", citations.mend, name="library_citation"),
    path("proposals/", citations.proposals, name="library_proposals"),
    path("proposals/<int:pk>/", citations.proposal, name="library_proposal"),
    path("problems/", problems.desk, name="library_problems"),
    path("problems/<int:pk>/", problems.problem, name="library_problem"),
    path("series/", issues.series, name="library_series"),
    path("series/<slug:slug>/", issues.ledger, name="library_ledger"),
    path("topics/", topics.tree, name="library_topics"),
    path("topics/new/", topics.create, name="library_topic_new"),
    path("topics/<slug:slug>/", topics.edit, name="library_topic"),
]
