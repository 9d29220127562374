"""What is typed on the staff pages, checked for its form; whether it may be done the actions say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.work.library.office.words import FACTS

LISTS = frozenset({"issuers", "addressees", "copied_to"})
DAYS = frozenset({"date", "printed_date"})


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WhyForm(forms.Form):
    """The reason for what is done."""

    why = forms.CharField(label=_("理由"), max_length=1000, widget=_lines(3))


class PublishForm(forms.Form):
    """What is said with a publication."""

    why = forms.CharField(label=_("发布说明"), max_length=1000, required=False, widget=_lines(2))
    forced_why = forms.CharField(
        label=_("单人发布理由"),
        max_length=1000,
        required=False,
        widget=_lines(2),
        help_text=_("核对人和发布人应为两人。确需一人办理时写明理由；理由随版本保存并公开。"),
    )

    def __init__(self, data: Any = None, *, forced: bool = False) -> None:
        super().__init__(data)
        if not forced:
            del self.fields["forced_why"]


class TopicsForm(forms.Form):
    """Topics to give and to take."""

    add = forms.MultipleChoiceField(label=_("添加主题"), required=False, widget=forms.CheckboxSelectMultiple)
    remove = forms.MultipleChoiceField(
        label=_("移除主题"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, topics: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        for name in ("add", "remove"):
            self.fields[name].choices = topics  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something must be asked for, and nothing both ways."""
        typed: dict[str, Any] = super().clean() or {}
        add, remove = set(typed.get("add", ())), set(typed.get("remove", ()))
        if not self.errors and not add and not remove:
            raise forms.ValidationError(_("请选择要添加或移除的主题"))
        if add & remove:
            raise forms.ValidationError(_("同一主题不能既添加又移除"))
        return typed


class ValidityForm(forms.Form):
    """Whether a document is in force, and by which act."""

    state = forms.ChoiceField(label=_("效力"), widget=forms.RadioSelect)
    by = forms.CharField(
        label=_("依据文件的永久编号"),
        max_length=120,
        required=False,
        help_text=_("使其失效、废止或修改的文件，例如 yunzhengfa-2020-18；文库中没有的，写明理由。"),
    )
    why = forms.CharField(label=_("理由"), max_length=1000, required=False, widget=_lines(3))

    def __init__(self, states: Sequence[tuple[str, str]], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["state"].choices = states  # type: ignore[attr-defined]


class MendForm(forms.Form):
    """The document that a citation means."""

    key = forms.CharField(label=_("文件的永久编号"), max_length=120, required=False)
    why = forms.CharField(label=_("说明"), max_length=1000, required=False)


class SettleForm(forms.Form):
    """What became of a report."""

    state = forms.ChoiceField(
        label=_("处理结果"),
        choices=(("mended", _("已更正")), ("dismissed", _("不成立"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("处理说明"), max_length=2000, widget=_lines(4))


class TopicForm(forms.Form):
    """A topic with the words that file by it."""

    name = forms.CharField(label=_("名称"), max_length=60)
    slug = forms.SlugField(
        label=_("网址段"), max_length=60, help_text=_("小写字母、数字和连字符；以后不能更改。")
    )
    parent = forms.ChoiceField(label=_("上级主题"), required=False)
    rule = forms.CharField(
        label=_("归类词"),
        required=False,
        max_length=4000,
        widget=_lines(5),
        help_text=_("每行一个；标题含其中任何一个的文件，入库时归入本主题。"),
    )

    def __init__(
        self,
        parents: Sequence[tuple[str, str]],
        data: Any = None,
        initial: Any = None,
        *,
        known: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["parent"].choices = [("", _("（无）")), *parents]  # type: ignore[attr-defined]
        if known:
            self.fields["slug"].widget = forms.HiddenInput()


class FactsForm(forms.Form):
    """The head of a document (版头版记), as it stands; only what is changed is sent on."""

    def __init__(self, facts: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, prefix="fact")
        self._facts = facts
        for name, words in FACTS.items():
            label = str(words)
            if name in LISTS:
                field = forms.CharField(
                    label=label, required=False, widget=_lines(2), help_text=_("每行一个。")
                )
            else:
                field = forms.CharField(label=label, required=False, max_length=800)
            if name in DAYS:
                field.widget = forms.DateInput(attrs={"type": "date"})
            field.initial = self._shown(name)
            self.fields[name] = field

    def _shown(self, name: str) -> str:
        value = self._facts.get(name) or ""
        return "\n".join(value) if name in LISTS else str(value)

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what stands, as the actions want them."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            typed = [line.strip() for line in value.splitlines() if line.strip()] if name in LISTS else value
            if typed != (list(self._facts.get(name) or []) if name in LISTS else self._shown(name)):
                found[name] = typed
        return found
