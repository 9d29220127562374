"""The staff's pages speak Chinese throughout: what the packages do not say in it, we do."""

from __future__ import annotations

import gettext
import re

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from tools.wagtail_strings import (
    DOMAINS,
    LANGUAGE,
    LOCALE,
    PACKAGES,
    Key,
    change,
    compiled,
    fits,
    forms,
    key_of,
    main,
    messages_in,
    ours,
    placeholders,
    read_catalogue,
    read_compiled,
    said_in_english,
    without_chinese,
)

HAN = "[\u3400-\u9fff]"
# Between two Chinese words, or behind the last: space and closing marks do not excuse it.
HALF_WIDTH = re.compile(rf"{HAN}[”’）》]?\s*[,.;:!?](?![A-Za-z0-9])|{HAN}\(|\){HAN}")
TAG = re.compile(r"<[^<>]+>")
# Names of programs and of what they speak, the same in any language.
NAMES = frozenset({"Wagtail API v3"})
OURS = [message for domain in DOMAINS for message in read_catalogue(ours(domain))]


def shown(message: Message) -> str:
    """The beginning of a message in English."""
    return forms(message.id)[0][:60]


@pytest.mark.parametrize("domain", DOMAINS)
def test_everything_that_the_packages_say_is_said_in_chinese(domain: str) -> None:
    missing = [f"{package}: {shown(message)}" for package, message in change(domain).missing]
    assert not missing, "give them Chinese: python tools/wagtail_strings.py --update"


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_ours_that_the_packages_say_in_chinese_themselves(domain: str) -> None:
    surplus = [shown(message) for message in change(domain).surplus]
    assert not surplus, "take them out: python tools/wagtail_strings.py --update"


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_loaded_was_compiled_from_what_is_written(domain: str) -> None:
    def said(messages: list[Message]) -> dict[Key, tuple[str, ...]]:
        return {key_of(message): forms(message.string) for message in messages}

    loaded = read_compiled(ours(domain).with_suffix(".mo"))
    assert said(loaded) == said(messages_in(compiled(domain)))
    assert len(loaded) == len(read_catalogue(ours(domain)))


def test_every_translation_fills_in_what_the_english_does() -> None:
    assert not [(message.id, message.string) for message in OURS if not fits(message)]


def test_every_translation_keeps_the_marks_of_the_page() -> None:
    def tags(text: str) -> list[str]:
        return sorted(TAG.findall(text))

    for message in OURS:
        english = [tags(text) for text in forms(message.id)]
        assert all(tags(text) in english for text in forms(message.string)), message.string


def test_every_translation_is_written_with_chinese_punctuation() -> None:
    texts = [text for message in OURS for text in forms(message.string)]
    assert not [text for text in texts if HALF_WIDTH.search(TAG.sub("", text)) or text != text.strip()]


def test_every_translation_has_chinese_words_in_it() -> None:
    for message in OURS:
        words = re.sub(r"\W", "", re.sub(r"%\(\w+\)\w", "", forms(message.id)[0]))
        if words and shown(message) not in NAMES:
            assert all(re.search(HAN, text) for text in forms(message.string)), message.id


@pytest.mark.parametrize("app", [app for app in settings.INSTALLED_APPS if not app.startswith("gongkai.")])
def test_an_installed_package_says_nothing_that_we_do_not_look_at(app: str) -> None:
    # What a part says may stand in the catalogue of the whole, as with Django and allauth.
    seen = {key_of(message) for package in PACKAGES for message in said_in_english(package, "django")}
    assert {key_of(message) for message in said_in_english(app, "django")} <= seen


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("API token", "API 令牌"),
        ("Access Attempt", "访问尝试"),
        ("index entry", "索引条目"),
        ("Autosave is paused", "自动保存已暂停"),
    ],
)
def test_the_compiled_catalogue_answers_as_gettext_asks(english: str, chinese: str) -> None:
    assert gettext.translation("django", LOCALE, [LANGUAGE]).gettext(english) == chinese


@pytest.mark.parametrize("number", [0, 1, 2, 21])
def test_any_number_takes_the_one_form_of_chinese(number: int) -> None:
    say = gettext.translation("django", LOCALE, [LANGUAGE]).ngettext
    text = say("Moved down 1 place.", "Moved down %(counter)s places.", number)
    assert text % {"counter": number} == f"已下移 {number} 位。"


@pytest.mark.parametrize(
    ("english", "chinese", "sound"),
    [
        ("%(user)s saved", "%(user)s 已保存", True),
        ("%(user)s saved", "已保存", False),
        ("%(user)s saved", "%(owner)s 已保存", False),
        ("%s of %s", "共 %s，第 %s", True),
        ("%s of %s", "共 %s", False),
        ("'{title}' is locked", "“{title}”已锁定", True),
        (("one page", "%(n)s pages"), ("%(n)s 个页面",), True),
        (("one page", "%(n)s pages"), ("一个页面",), False),
        ("Save", "", False),
    ],
)
def test_a_translation_fills_in_what_the_english_does(
    english: str | tuple[str, ...], chinese: str | tuple[str, ...], *, sound: bool
) -> None:
    assert fits(Message(english, chinese)) is sound


def test_a_fuzzy_translation_is_none() -> None:
    assert not fits(Message("Save", "保存", flags=["fuzzy"]))


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("保存,发布", True),
        ("保存. 发布", True),
        ("已发布.", True),
        ("“名称”: 已改", True),
        ("标题(A)", True),
        ("增大 path.max_length 属性", False),
        ("只能包含 @/./+/-/_。", False),
        ("保存，发布。", False),
    ],
)
def test_half_width_marks_between_chinese_words_are_found(text: str, *, bad: bool) -> None:
    assert bool(HALF_WIDTH.search(text)) is bad


def test_the_tool_names_what_has_no_chinese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.setattr("tools.wagtail_strings.LOCALE", tmp_path)
    assert main([]) == 1
    assert "wagtail.admin: 'Autosave is paused' has no Chinese" in capsys.readouterr().out
    monkeypatch.undo()
    assert main([]) == 0
    assert not capsys.readouterr().out


def test_a_new_catalogue_waits_to_be_filled_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.wagtail_strings.LOCALE", tmp_path)
    assert main(["--update"]) == 1
    assert len(read_catalogue(ours("django"))) == len(without_chinese("django"))
    assert not read_compiled(ours("django").with_suffix(".mo"))
    assert "has no Chinese" in capsys.readouterr().out


def test_writing_the_catalogue_again_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    written = {domain: ours(domain).read_bytes() for domain in DOMAINS}
    monkeypatch.setattr("tools.wagtail_strings.LOCALE", tmp_path)
    for domain in DOMAINS:
        ours(domain).parent.mkdir(parents=True, exist_ok=True)
        ours(domain).write_bytes(written[domain])
    assert main(["--update"]) == 0
    assert {domain: ours(domain).read_bytes() for domain in DOMAINS} == written
    assert "messages of ours" in capsys.readouterr().err


def test_placeholders_are_counted_where_their_place_matters() -> None:
    assert placeholders("%s %s %(a)s %(a)s") == ["%(a)s", "%s", "%s"]
