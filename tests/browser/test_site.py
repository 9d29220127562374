"""The site in a browser: journeys of a citizen, both widths, script off, and no finding of axe."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Site

WIDTHS = (1440, 390)
KEY = "yunzhengfa-2024-7"
ISSUE = "/gazette/yunbinshirenminzhengfugongbao/2024/9/"
PAGES = {
    "home": "/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "archive": "/gazette/yunbinshirenminzhengfugongbao/",
    "issue": ISSUE,
    "pages of an issue": f"{ISSUE}pages/?page=5",
    "document": f"/d/{KEY}/",
    "document with a table of work": "/d/yunyingshanglingfa-2024-2/",
    "source": f"/d/{KEY}/source/?page=5",
    "tasks": "/tasks/",
    "indicators": "/indicators/",
    "units": "/units/",
    "topics": "/topics/",
    "report": f"/d/{KEY}/report/",
    "not found": "/nothing/",
}


@pytest.fixture(params=WIDTHS, ids=str)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of one width without script."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    browser: Browser, site: Site, width: int, name: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site.address + language + PAGES[name])
    found = Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    assert wider <= 0


def test_from_the_home_page_to_the_words_of_a_target_in_four_clicks(reader: Page, site: Site) -> None:
    reader.goto(site.address)
    reader.get_by_role("link", name=re.compile("宜居云滨建设行动计划")).first.click()
    open_outline(reader)
    reader.locator(".outline:visible").get_by_role("link", name=re.compile("^指标")).click()
    row = reader.locator("#indicators ~ .table-scroll tbody tr").first
    name = row.locator("th").inner_text().split()[-1]
    row.get_by_role("link").last.click()
    marked = reader.locator("mark#words")
    assert name[:4] in reader.locator(".source mark").all_inner_texts()[0]
    assert marked.bounding_box()


def test_the_infant_mortality_target_of_the_real_gazette_is_four_clicks_away(
    reader: Page, site: Site
) -> None:
    if not site.seed:
        pytest.skip("the real documents (../shared) do not lie beside this checkout")
    reader.goto(site.address)
    reader.locator("a.lines__title", has_text="健康").first.click()
    open_outline(reader)
    reader.locator(".outline:visible").get_by_role("link", name=re.compile("^指标")).click()
    row = reader.locator("tr", has=reader.locator("th", has_text="婴儿死亡率")).last
    row.get_by_role("link").last.click()
    assert "婴儿死亡率" in "".join(reader.locator(".source mark").all_inner_texts())


def open_outline(page: Page) -> None:
    """On a narrow page the outline is folded; on a wide one it stands open beside the text."""
    folded = page.locator(".outline--fold summary")
    if folded.is_visible():
        folded.click()


def test_a_clause_is_cited_by_its_own_address(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/d/{KEY}/")
    link = reader.locator(".clause .permalink").nth(12)
    link.focus()
    reader.keyboard.press("Enter")
    assert re.search(r"#[\w-]+$", reader.url)
    assert reader.locator(":target").count() == 1


def test_the_first_stop_of_the_keyboard_leads_past_the_head(reader: Page, site: Site) -> None:
    reader.goto(site.address)
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    assert reader.url.endswith("#content")


def test_a_mistake_is_reported_without_script(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/d/{KEY}/")
    reader.get_by_role("link", name="报告问题").click()
    reader.get_by_label("哪里有问题").fill("第二条的数字与原件不一致。")
    reader.get_by_role("button", name="提交").click()
    assert reader.get_by_role("heading", name="已收到，谢谢").is_visible()


def test_the_other_language_keeps_the_place(reader: Page, site: Site) -> None:
    reader.goto(f"{site.address}/d/{KEY}/")
    reader.get_by_role("link", name="English").click()
    assert reader.url == f"{site.address}/en/d/{KEY}/"
    assert reader.locator("html").get_attribute("lang") == "en"
    assert "Report a problem" in reader.locator("main").inner_text()
