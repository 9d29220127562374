"""Addresses of the register, under /office/units/."""

from __future__ import annotations

from django.urls import path

from gongkai.base.units import office

units = [
    path("", office.index, name="units_list"),
    path("new/", office.create, name="units_create"),
    path("import/", office.take_in, name="units_import"),
    path("export.csv", office.export, name="units_export"),
    path("unit/<slug:code>/", office.detail, name="units_unit"),
    path("unit/<slug:code>/alias/<int:alias>/drop/", office.drop_alias, name="units_drop_alias"),
    path("unit/<slug:code>/<slug:name>/", office.act, name="units_act"),
]
