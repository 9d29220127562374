"""What the log is narrowed to on its page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.base.trail import reads
from gongkai.rules.access import Reader


class DateInput(forms.DateInput):
    """The browser's own field for a day; no script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Who, what, to which thing, from when to when."""

    who = forms.CharField(label=_("操作人"), max_length=100, required=False)
    action = forms.ChoiceField(label=_("操作"), required=False)
    kind = forms.ChoiceField(label=_("对象类别"), required=False)
    subject = forms.CharField(label=_("对象"), max_length=200, required=False)
    since = forms.DateField(label=_("自"), required=False, widget=DateInput())
    until = forms.DateField(label=_("至"), required=False, widget=DateInput())

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("action", reads.actions_known(reader)), ("kind", reads.kinds_known(reader))):
            choices = [("", _("全部")), *((one, one) for one in known)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def filters(self) -> reads.Filters:
        """What was typed; nothing where it is not well-formed."""
        return reads.Filters(**self.cleaned_data) if self.is_valid() else reads.Filters()
