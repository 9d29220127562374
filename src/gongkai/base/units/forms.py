"""What is typed on the pages of the register; whether it may be done the actions say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.base.units import reads
from gongkai.base.units.actions import BodyData
from gongkai.rules.access import Reader

LARGEST = 1024 * 1024  # the confirmed text comes back as a field of the form, which Django bounds


class DateInput(forms.DateInput):
    """The browser's own field for a day; no script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DateInput())


def _why(*, required: bool = True) -> forms.CharField:
    return forms.CharField(label=_("理由"), max_length=500, required=required)


class UnitForm(forms.Form):
    """A form about units; ``place`` (id) limits the units that may be chosen, on ``today``."""

    def __init__(self, reader: Reader, place: int | None, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = [self.fields[name] for name in ("into", "parts", "member") if name in self.fields]
        if wanted and place is not None:
            lines = reads.choices_of_bodies(reader, place, today)
            for field in wanted:
                field.choices = [(line.code, line.name) for line in lines]  # type: ignore[attr-defined]


class BodyForm(UnitForm):
    """The particulars of a unit."""

    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("类别"))
    group_rule = forms.CharField(
        label=_("组合规则"),
        max_length=80,
        required=False,
        help_text=_("只用于单位组合，如 kind:department；留空则按成员名单。"),
    )
    valid_from = _day(_("起"))
    duties = forms.CharField(label=_("职能"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    website = forms.URLField(label=_("网站"), required=False, assume_scheme="https")
    why = _why(required=False)

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(reader, *args, **kwargs)
        self.fields["kind"].choices = reads.kinds(reader)  # type: ignore[attr-defined]

    def data_of_body(self) -> BodyData:
        """What was typed."""
        return BodyData(**{name: self.cleaned_data[name] for name in BodyData.__dataclass_fields__})


class NewBodyForm(BodyForm):
    """A unit with its place, code and full name."""

    place = forms.TypedChoiceField(label=_("行政区划"), coerce=int)
    code = forms.SlugField(
        label=_("代码"), max_length=80, help_text=_("小写字母、数字和连字符；用于网址，不再改变。")
    )
    name = forms.CharField(label=_("全称"), max_length=120)
    field_order = ("place", "code", "name")

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(reader, *args, **kwargs)
        self.fields["place"].choices = [(line.id, line.name) for line in reads.places(reader)]  # type: ignore[attr-defined]


class RenameForm(UnitForm):
    """A new name from a day on."""

    name = forms.CharField(label=_("新全称"), max_length=120)
    short_name = forms.CharField(label=_("新简称"), max_length=60, required=False)
    on = _day(_("自何日起"), required=True)
    why = _why()


class MergeForm(UnitForm):
    """The unit that takes over, and when."""

    into = forms.ChoiceField(label=_("并入"))
    on = _day(_("自何日起"), required=True)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)
    why = _why()


class SplitForm(UnitForm):
    """The units that take over, and when."""

    parts = forms.MultipleChoiceField(label=_("由哪些单位承接"), widget=forms.CheckboxSelectMultiple())
    on = _day(_("自何日起"), required=True)
    basis = forms.CharField(label=_("依据"), max_length=200, required=False)
    why = _why()


class EndForm(UnitForm):
    """The last day."""

    last = _day(_("最后一日"), required=True)
    why = _why()


class AliasForm(UnitForm):
    """Another name."""

    name = forms.CharField(label=_("别名"), max_length=120)
    valid_from = _day(_("起"))
    valid_to = _day(_("止"))
    why = _why(required=False)


class MemberForm(UnitForm):
    """A member of a group."""

    member = forms.ChoiceField(label=_("成员"))
    valid_from = _day(_("起"))
    valid_to = _day(_("止"))
    why = _why(required=False)


class WhyForm(UnitForm):
    """Nothing but the reason."""

    why = _why()


class ImportForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(label=_("CSV 文件"), help_text=_("UTF-8 或 GB 18030，不超过 1 MB。"))
    why = _why(required=False)

    def clean_file(self) -> Any:
        """The file, where it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件超过 1 MB。"))
        return file


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    words = forms.CharField(label=_("名称或代码"), max_length=100, required=False)
    place = forms.TypedChoiceField(label=_("行政区划"), coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(label=_("类别"), required=False)
    on = _day(_("存在于"))

    def __init__(self, reader: Reader, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("全部"))
        places = [(line.id, line.name) for line in reads.places(reader)]
        self.fields["place"].choices = [everything, *places]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [everything, *reads.kinds(reader)]  # type: ignore[attr-defined]
