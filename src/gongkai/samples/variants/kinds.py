"""The kinds of document: plans, opinions, policies, long lists, rules, replies, notices."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.samples.variants.draft import Draft
from gongkai.samples.variants.duties import (
    MARKERS,
    at_line_end,
    charged,
    dated,
    division,
    labelled,
    labelled_with_due,
    led_and_helped,
    on_own_lines,
    responsible_only,
    shared,
)
from gongkai.samples.variants.goals import several
from gongkai.samples.variants.items import Habits, draw_habits, write_item
from gongkai.samples.variants.pools import words
from gongkai.samples.wording import numeral

Kind = Callable[[Draft], None]

LAST_ARTICLE = words("rules", "last")[0]

BRACKETED = (labelled, labelled_with_due, responsible_only, led_and_helped, shared, charged, dated)


def open_cover(draft: Draft, plan: str) -> None:
    """Print a notice that issues ``plan``, up to the title of the plan."""
    chance = draft.chance
    marked = chance.random() < 0.4
    draft.title = f"{draft.issuer}关于印发{f'《{plan}》' if marked else plan}的通知"
    _head(draft)
    _addressee(draft)
    draft.body(
        chance.choice(
            (
                f"现将《{plan}》印发给你们，请认真组织实施。",
                f"《{plan}》已经研究同意，现印发给你们，请结合实际抓好落实。",
                f"经同意，现将《{plan}》印发给你们，请遵照执行。",
            )
        )
    )
    draft.sign()
    draft.line("title", plan)


def open_letter(draft: Draft, title: str) -> None:
    """Print the head of a document that has no cover notice."""
    draft.title = title
    _head(draft)
    _addressee(draft)


def _head(draft: Draft) -> None:
    form = draft.chance.random()
    if form < 0.5:
        draft.line("head", f"{draft.issuer}文件")
    if form < 0.75:
        draft.line("number", draft.own_number())
    split = "关于" if draft.chance.random() < 0.4 else ""
    title = draft.title.replace(split, f"{split}\n", 1) if split else draft.title
    draft.line("title", title)
    if form >= 0.75:
        draft.line("number", f"（{draft.own_number().replace('（', '〔').replace('）', '〕')}）")


def _addressee(draft: Draft) -> None:
    prefix = draft.place.prefix
    if not prefix:
        draft.line("addressee", "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：")
        return
    below = {"省": "各市人民政府", "市": "各县（市、区）人民政府"}.get(prefix, "各乡镇人民政府、街道办事处")
    draft.line("addressee", f"{below}，{prefix}政府各部门、各直属机构：")


def preamble(draft: Draft, name: str) -> None:
    """Print why and on what basis, with up to two citations."""
    chance, topic = draft.chance, chance_topic(draft)
    cited = [draft.cite(f"国务院办公厅关于推进{topic}的意见", "国办发")] if chance.random() < 0.5 else []
    if chance.random() < 0.4:
        province = chance.randrange(len(words("places", "provinces")))
        code = words("places", "abbreviations")[province] + "政发"
        title = f"{words('places', 'provinces')[province]}省人民政府关于{topic}的实施意见"
        cited.append(draft.cite(title, code))
    basis = f"为贯彻落实{'和'.join(cited)}精神，" if cited else ""
    draft.body(f"{basis}{'' if cited else '为'}进一步做好{topic}工作，结合实际，制定本{name}。")


def chance_topic(draft: Draft) -> str:
    """A topic of the field."""
    return draft.chance.choice(draft.domain.topics)


def _opening(draft: Draft, *, goals: bool) -> None:
    """Print the opening part: the aim, and now and then a paragraph of goals with its own targets."""
    chance = draft.chance
    draft.heading(chance.choice(words("prose", "openings")))
    draft.body(chance.choice(words("prose", "aims")))
    if not goals:
        return
    for year in (draft.date.year + 1, draft.date.year + 3):
        stated = several(chance, draft.domain, year, 4)
        draft.body(f"到{year}年，{stated.clause}。")
        draft.goals += stated.goals


def _closing(draft: Draft) -> None:
    draft.heading(draft.chance.choice(words("prose", "closings")))
    demands = draft.chance.sample(words("prose", "demands"), 3)
    draft.body(*(f"（{numeral(n)}）{text}" for n, text in enumerate(demands, start=1)))


def _plan_name(draft: Draft) -> str:
    topic, kind = chance_topic(draft), draft.chance.choice(words("prose", "plans"))
    return f"{draft.place.full}{topic}{kind}{draft.chance.choice(words('prose', 'suffixes'))}"


def plan(draft: Draft) -> None:
    """A plan under a cover notice: parts, sub-headings and items whose numbers go on."""
    chance = draft.chance
    open_cover(draft, _plan_name(draft))
    preamble(draft, "方案")
    goals = chance.random() < 0.4
    _opening(draft, goals=goals)
    habits = draw_habits(chance, (chance.choice(BRACKETED),), undated=not goals)
    draft.heading(chance.choice(words("prose", "parts")))
    runs_on, number = chance.random() < 0.6, 0
    form = chance.choice(("{}.", "{}. ", "{}、", "（{}）", "{}．"))
    for group in range(1, chance.randint(2, 4) + 1):
        draft.line("heading-2", draft.writer.title(), f"（{numeral(group)}）")
        number = number if runs_on else 0
        for _ in range(chance.randint(2, 5)):
            number += 1
            write_item(draft, habits, form.format(number), number)
    _closing(draft)


def opinions(draft: Draft) -> None:
    """Opinions without a cover notice: parts with items （一）, marks of several kinds."""
    chance = draft.chance
    open_letter(draft, f"{draft.issuer}关于{chance_topic(draft)}的实施意见")
    preamble(draft, "意见")
    goals = chance.random() < 0.4
    _opening(draft, goals=goals)
    marks = chance.sample(BRACKETED, 2) if chance.random() < 0.5 else [chance.choice(MARKERS)]
    habits = draw_habits(chance, marks, undated=not goals)
    runs_on, number = chance.random() < 0.5, 0
    for _ in range(chance.randint(2, 4)):
        draft.heading(draft.writer.title())
        number = number if runs_on else 0
        for _ in range(chance.randint(2, 4)):
            number += 1
            write_item(draft, habits, f"（{numeral(number)}）", number)
    _closing(draft)
    draft.sign()


def policies(draft: Draft) -> None:
    """Policies with grants, whose amounts are no targets."""
    chance = draft.chance
    open_letter(draft, f"{draft.issuer}关于支持{chance_topic(draft)}的若干政策措施")
    preamble(draft, "政策措施")
    habits = Habits((responsible_only, charged, led_and_helped), goals=0, deadlines=0, grants=True)
    number = 0
    for _ in range(chance.randint(2, 3)):
        draft.heading(draft.writer.title())
        for _ in range(chance.randint(2, 4)):
            number += 1
            write_item(draft, habits, f"{number}. ", number)
    draft.body("本政策措施自印发之日起施行。")
    draft.sign()


def long_list(draft: Draft) -> None:
    """A plan whose items count up to ninety through all its parts."""
    chance = draft.chance
    open_cover(draft, f"{draft.date.year}年{draft.place.full}{chance_topic(draft)}任务安排")
    preamble(draft, "任务安排")
    mark = chance.choice((labelled, responsible_only, led_and_helped, charged, on_own_lines, at_line_end))
    habits = Habits((mark,), goals=0.1, deadlines=0.1, sentences=(1, 1))
    number, last = 0, chance.randint(40, 90)
    while number < last:
        draft.heading(draft.writer.title())
        for _ in range(chance.randint(6, 14)):
            number += 1
            write_item(draft, habits, f"{number}.", number)


def bare_items(draft: Draft) -> None:
    """A document whose items are the first-level headings themselves, each with a paragraph."""
    chance = draft.chance
    open_letter(draft, f"{draft.issuer}关于进一步做好{chance_topic(draft)}工作的通知")
    preamble(draft, "通知")
    habits = Habits((chance.choice((responsible_only, division, led_and_helped, shared)),), goals=0.2)
    for number in range(1, chance.randint(4, 9) + 1):
        _bare_item(draft, habits, number)
    draft.sign()


def _bare_item(draft: Draft, habits: Habits, number: int) -> None:
    before = len(draft.blocks)
    write_item(draft, Habits(habits.marks, title_on_own_line=True, goals=habits.goals), "", number)
    heading, *rest = draft.blocks[before:]
    del draft.blocks[before:]
    draft.heading(getattr(heading, "text", ""))
    draft.blocks += rest


def rules(draft: Draft) -> None:
    """Rules in chapters and articles, without any task."""
    chance = draft.chance
    name = chance.choice(words("rules", "names"))
    subject = name.removesuffix("管理办法").removesuffix("保护办法").removesuffix("工作规程")
    open_cover(draft, f"{draft.place.full}{name}")
    articles = [text.format(subject=subject) for text in words("rules", "articles")]
    chapters, article = words("rules", "chapters"), 0
    draft.headings = list(chapters)
    for number, chapter in enumerate(chapters, start=1):
        draft.line("annex-title", chapter, f"第{numeral(number)}章　")
        mine = articles[(number - 1) * 2 : number * 2] if number < len(chapters) else [LAST_ARTICLE]
        for text in mine:
            article += 1
            draft.body(f"第{numeral(article)}条　{text}")


def reply(draft: Draft) -> None:
    """A reply to a lower government (批复)."""
    topic, other = chance_topic(draft), "霁川"
    draft.title = f"{draft.issuer}关于{other}{topic}规划的批复"
    _head(draft)
    draft.line("addressee", f"{other}管理委员会：")
    draft.body(
        f"你单位《关于报请审批{topic}规划的请示》收悉。现批复如下：",
        f"一、原则同意{topic}规划，请认真组织实施。",
        f"二、{draft.writer.sentence()}",
        f"三、{draft.writer.sentence()}重大事项及时报告。",
    )
    draft.headings = None
    draft.sign()


def notice(draft: Draft) -> None:
    """A notice with parts and paragraphs and no duty of any unit."""
    open_letter(draft, f"{draft.issuer}关于开展{chance_topic(draft)}专项检查的通知")
    draft.body(f"为掌握{chance_topic(draft)}工作情况，决定开展专项检查，有关事项通知如下。")
    for heading in ("检查范围", "检查方式", "有关要求"):
        draft.heading(heading)
        draft.body(draft.writer.sentences(1, 3))
    draft.sign()
