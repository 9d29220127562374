"""Addresses of the desk, under /office/intake/."""

from __future__ import annotations

from django.urls import path

from gongkai.work.intake.office import decisions, pages

desk = [
    path("", pages.queue, name="intake_queue"),
    path("upload/", pages.upload, name="intake_upload"),
    path("<int:pk>/", pages.desk, name="intake_desk"),
    path("<int:pk>/source/", pages.source, name="intake_source"),
    path("<int:pk>/page/<int:number>.png", pages.picture, name="intake_picture"),
    path("<int:pk>/compare/", pages.compare, name="intake_compare"),
    path("<int:pk>/items/<int:item>/", decisions.item, name="intake_item"),
    path("<int:pk>/items/<int:item>/field/", decisions.fact, name="intake_fact"),
    path("<int:pk>/merge/", decisions.merge, name="intake_merge"),
    path("<int:pk>/batch/", decisions.batch, name="intake_batch"),
    path("<int:pk>/notes/<int:note>/", decisions.note, name="intake_note"),
    path("<int:pk>/decide/", decisions.reading, name="intake_reading"),
]
