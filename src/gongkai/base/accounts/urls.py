"""Addresses of the people's pages, under /office/people/."""

from __future__ import annotations

from django.urls import path

from gongkai.base.accounts import office

people = [
    path("", office.index, name="accounts_people"),
    path("new/", office.create, name="accounts_create"),
    path("import/", office.take_in, name="accounts_import"),
    path("<int:pk>/", office.detail, name="accounts_person"),
    path("<int:pk>/edit/", office.edit, name="accounts_edit"),
    path("<int:pk>/grant/", office.give, name="accounts_grant"),
    path("<int:pk>/revoke/<int:grant>/", office.take, name="accounts_revoke"),
    path("<int:pk>/hand-over/", office.pass_on, name="accounts_hand_over"),
    path("<int:pk>/<slug:act>/", office.act, name="accounts_act"),
]
