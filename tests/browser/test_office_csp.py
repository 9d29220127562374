"""The office in a browser: nothing breaks the content security policy, no script fails, axe is content."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page
from tests.browser.conftest import Site
from tests.factories import PASSWORD

WIDTHS = (1440, 390)
SCREENS = {
    "first page": "/office/",
    "desk": "/office/intake/",
    "documents": "/office/library/documents/",
    "a document": "/office/library/documents/yunzhengfa-2024-7/",
    "issues": "/office/library/issues/",
    "citations": "/office/library/citations/",
    "search": "/office/search/?q=宜居",
    "asked": "/office/search/asked/",
    "units": "/office/units/",
    "files": "/office/files/",
    "pages": "/office/pages/",
    "pictures": "/office/images/",
}
# Two style elements that the rich-text editor of Wagtail adds by itself; what they did stands in office.css.
EDITOR_STYLES = "Applying inline style violates"
# Wagtail's own frame around our pages: its findings are not ours to mend.
FRAME = [["#wagtail-sidebar"], [".w-slim-header"], ["[data-wagtail-userbar]"], ["w-skip-link"]]


@pytest.fixture(params=WIDTHS, ids=str)
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def page(browser: Browser, site: Site, width: int) -> Iterator[Page]:
    """A window in which the clerk has signed in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    window = context.new_page()
    window.goto(f"{site.address}/accounts/login/")
    window.fill("input[name=login]", "jingban")
    window.fill("input[name=password]", PASSWORD)
    window.click("main button[type=submit]")
    window.wait_for_url("**/office/")
    yield window
    context.close()


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the browser complains about from now on."""
    found: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    return found


def axe(page: Page, exclude: list[list[str]] | None = None) -> list[tuple[str, str]]:
    """The findings of axe: the rule, and the first place."""
    found = Axe().run(page, context={"exclude": exclude} if exclude else None).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


def test_no_screen_of_the_office_breaks_the_policy(page: Page, site: Site, faults: list[str]) -> None:
    for path in SCREENS.values():
        page.goto(site.address + path, wait_until="networkidle")
    assert faults == []


def test_the_editor_of_a_page_works_under_the_policy(page: Page, site: Site, faults: list[str]) -> None:
    page.goto(f"{site.address}/office/pages/", wait_until="networkidle")
    page.goto(
        site.address + str(page.get_attribute("main a[href$='/edit/']", "href")), wait_until="networkidle"
    )
    assert page.locator(".public-DraftEditor-content").count() >= 1, "the rich-text editor started"
    assert [fault for fault in faults if EDITOR_STYLES not in fault] == []


def test_the_pages_of_signing_in_please_axe(browser: Browser, site: Site, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    window = context.new_page()
    for path in ("/accounts/login/", "/accounts/password/reset/"):
        window.goto(site.address + path)
        assert axe(window) == [], path
    context.close()


def test_the_pages_of_the_second_factor_please_axe(page: Page, site: Site, faults: list[str]) -> None:
    for path in ("/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/sessions/"):
        page.goto(site.address + path, wait_until="networkidle")
        assert axe(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, path
    assert faults == []


def test_the_first_page_of_the_office_pleases_axe(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/office/", wait_until="networkidle")
    assert axe(page, FRAME) == []
