"""What is typed on the people's pages, checked for its form; whether it may be done the actions say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.base.accounts.actions import Person, Wanted
from gongkai.base.accounts.reads import grantable_places, grantable_roles, grantable_units
from gongkai.rules.access import Reader


class PersonForm(forms.Form):
    """What is known of a person."""

    display_name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    phone = forms.CharField(label=_("办公电话"), max_length=40, required=False)

    def person(self) -> Person:
        """What was typed."""
        typed = self.cleaned_data
        return Person(typed["display_name"], typed["email"], typed["phone"])


class NewPersonForm(PersonForm):
    """A person with the name that will sign in."""

    username = forms.CharField(
        label=_("登录名"), max_length=150, help_text=_("文字、数字和 @ . + - _；以后不能更改。")
    )
    field_order = ("username", "display_name", "email", "phone")


class DateInput(forms.DateInput):
    """The browser's own field for a day; no script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class GrantForm(forms.Form):
    """A role with its limits."""

    role = forms.ChoiceField(label=_("角色"))
    jurisdiction: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("行政区划"), queryset=None, required=False, help_text=_("含其下级；单位联络员不填。")
    )
    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("单位"), queryset=None, required=False, help_text=_("只用于单位联络员。")
    )
    valid_from = forms.DateField(label=_("起"), required=False, widget=DateInput)
    valid_to = forms.DateField(label=_("止"), required=False, widget=DateInput)
    why = forms.CharField(label=_("理由"), max_length=500, required=False)

    def __init__(self, reader: Reader, data: Any = None) -> None:
        super().__init__(data)
        self.fields["role"].choices = grantable_roles(reader)  # type: ignore[attr-defined]
        self.fields["jurisdiction"].queryset = grantable_places(reader)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = grantable_units(reader)  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was typed."""
        typed = self.cleaned_data
        return Wanted(
            typed["role"], typed["jurisdiction"], typed["unit"], typed["valid_from"], typed["valid_to"]
        )


class WhyForm(forms.Form):
    """The reason for what is done."""

    why = forms.CharField(label=_("理由"), max_length=500)


class HandOverForm(WhyForm):
    """To whom everything passes."""

    taker = forms.CharField(label=_("接收人的登录名"), max_length=150)
    field_order = ("taker", "why")


class ImportForm(forms.Form):
    """A list of people."""

    file = forms.FileField(label=_("CSV 文件"), help_text=_("UTF-8 或 GB 18030；最多 2000 行。"))
