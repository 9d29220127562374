"""What is sent to the desk, checked before anything is done with it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.work.intake.models import Item, Note


class ManyFiles(forms.ClearableFileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked by itself when it is taken."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files as a list, at least one."""
        given = data if isinstance(data, (list, tuple)) else [data]
        one = super().clean
        return [one(file, initial) for file in given] if given else [one(None, initial)]


class UploadForm(forms.Form):
    """Files, and the place that they belong to where it is known."""

    originals = FilesField(label=_("文件"), allow_empty_file=True)
    jurisdiction = forms.ChoiceField(label=_("行政区划"), required=False)

    def __init__(self, places: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jurisdiction"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("从发文单位判断")), *places]

    def place(self) -> int | None:
        """The id of the place, None where it is left to the names in the file."""
        return int(self.cleaned_data["jurisdiction"]) if self.cleaned_data["jurisdiction"] else None


class FilterForm(forms.Form):
    """How the desk is narrowed. Anything unknown is ignored."""

    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *Item.Kind.choices])
    show = forms.ChoiceField(
        label=_("显示"),
        required=False,
        choices=[("todo", _("待核对")), ("doubtful", _("存疑")), ("all", _("全部"))],
    )
    order = forms.ChoiceField(
        label=_("次序"), required=False, choices=[("doubt", _("存疑在前")), ("source", _("按原文次序"))]
    )
    document = forms.IntegerField(required=False, min_value=0)

    def value(self, name: str, default: Any) -> Any:
        """What was asked for, ``default`` where nothing or nonsense was."""
        self.is_valid()
        return self.cleaned_data.get(name) or default


class FactForm(forms.Form):
    """A decision on one field."""

    VERBS: ClassVar = [("accept", "accept"), ("correct", "correct")]
    name = forms.SlugField(max_length=40)
    version = forms.IntegerField(min_value=0)
    verb = forms.ChoiceField(choices=VERBS)
    value = forms.CharField(required=False, max_length=200_000)
    why = forms.CharField(required=False, max_length=2000)


class ItemForm(forms.Form):
    """A decision on a whole item."""

    VERBS: ClassVar = [(verb, verb) for verb in ("accept", "reject", "restore", "split")]
    version = forms.IntegerField(min_value=0)
    verb = forms.ChoiceField(choices=VERBS)
    parts = forms.CharField(required=False, max_length=200_000)
    why = forms.CharField(required=False, max_length=2000)


class MergeForm(forms.Form):
    """Tasks to become one, each as ``id:version``."""

    items = forms.MultipleChoiceField(required=False)
    why = forms.CharField(required=False, max_length=2000)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field = self.fields["items"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(value, value) for value in data.getlist("items") if _pair(value)]

    def pairs(self) -> list[tuple[int, int]]:
        """The items with the versions that the person saw."""
        chosen = (value.split(":") for value in self.cleaned_data["items"])
        return [(int(item), int(version)) for item, version in chosen]


class BatchForm(forms.Form):
    """Everything at least so sure is accepted."""

    confidence = forms.FloatField(label=_("可信度不低于"), min_value=0.5, max_value=1.0)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *Item.Kind.choices])


class NoteForm(forms.Form):
    """A decision on a finding."""

    state = forms.ChoiceField(choices=Note.State.choices)
    version = forms.IntegerField(min_value=0)
    why = forms.CharField(required=False, max_length=2000)


class ReadingForm(forms.Form):
    """A decision on a whole reading."""

    VERBS: ClassVar = [
        "accept",
        "reject",
        "claim",
        "release",
        "assign",
        "reread",
        "replace",
        "discard",
        "undo",
    ]
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    jurisdiction = forms.IntegerField(required=False)
    why = forms.CharField(required=False, max_length=2000)


def _pair(value: str) -> bool:
    left, colon, right = value.partition(":")
    return bool(colon) and left.isdigit() and right.isdigit()
