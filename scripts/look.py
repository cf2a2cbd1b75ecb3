"""look: open an HTML report in a headless Chromium, use it as a reviewer does, take pictures of it.

python scripts/look.py docs/report.html pictures/    # ends with 1 where something is amiss

Needs Chromium on the PATH and the Python package of the page driver: `pip install playwright`.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

VIEWS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1100, "height": 900}},
    "narrow": {"viewport": {"width": 400, "height": 800}},
    "dark": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "dark"},
    "without-script": {"viewport": {"width": 1100, "height": 900}, "java_script_enabled": False},
}
MILLIMETRE = 96 / 25.4
"""Pixels."""
ALL = "[data-level]"
DRAWN = """document.querySelectorAll(".document").forEach(
    (each) => { each.style.contentVisibility = "visible" })"""
"""What lies outside the window is drawn, so that a picture of all has it."""
SHOWN = "[data-level]:visible"


def everything(page: Any) -> bool:
    """Nothing is left out."""
    return page.locator(SHOWN).count() == page.locator(ALL).count()


def told(page: Any) -> tuple[int, ...]:
    """Shown and filtered out, as the page says."""
    words = page.locator("output").inner_text().replace(",", " ").split()
    return tuple(int(word) for word in words if word.isdigit())


def weight(page: Any, rows: str) -> int:
    """How many findings the rows stand for."""
    each = page.locator(rows).evaluate_all("all => all.map(row => Number(row.dataset.count || 1))")
    return sum(each)


def counts_are_true(page: Any) -> bool:
    """The page shows as many as it says."""
    shown, rest = told(page)
    return shown == weight(page, SHOWN) and shown + rest == weight(page, ALL)


def one_level(page: Any) -> bool:
    """The boxes leave the errors alone."""
    for box in page.locator("input[name=level]").all():
        box.set_checked(box.get_attribute("value") == "error")
    levels = page.locator(SHOWN).evaluate_all("all => all.map(row => row.dataset.level)")
    return set(levels) <= {"error"} and counts_are_true(page)


def chosen(page: Any, name: str, said: str) -> bool:
    """The last choice of a list leaves alone what says it is of that choice."""
    value = page.locator(f"select[name={name}] option").last.get_attribute("value")
    page.select_option(f"select[name={name}]", value)
    shown = page.locator(SHOWN).evaluate_all(f"all => all.map(row => {said})")
    return set(shown) == {value} and counts_are_true(page)


def one_rule(page: Any) -> bool:
    """The first list leaves one rule alone."""
    return chosen(page, "rule", "(row.closest('.group') || row).dataset.rule")


def one_document(page: Any) -> bool:
    """The second list leaves one document alone."""
    return chosen(page, "document", "row.dataset.document || row.closest('.document').id")


def some_text(page: Any) -> bool:
    """A place is found by its name; what stands nowhere leaves nothing."""
    page.fill("input[name=text]", page.locator(".where span").first.text_content().upper())
    found = page.locator(SHOWN).count()
    page.fill("input[name=text]", "这几个字哪里都没有")
    return found > 0 and page.locator(SHOWN).count() == 0 and told(page)[0] == 0


def whole_in_print(page: Any) -> bool:
    """Whatever is filtered out or folded on the screen."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = false })")
    page.fill("input[name=text]", "这几个字哪里都没有")
    page.emulate_media(media="print")
    whole = everything(page) and not page.locator("form").is_visible()
    return whole and page.locator(".record").is_visible()


def by_keyboard(page: Any) -> bool:
    """Each control is reached by the tab key, and each fold."""
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.tagName")
        if name == "BODY":
            break
        reached.add(name)
    return {"A", "INPUT", "SELECT", "BUTTON", "SUMMARY"} <= reached


def can_be_filled_in(page: Any) -> bool:
    """A field takes words but no markup, and a box a tick."""
    field, box = page.locator(".room").first, page.locator(".tick input").first
    field.click()
    page.keyboard.insert_text("甲<b>乙</b>")
    box.check()
    return field.inner_html() == "甲&lt;b&gt;乙&lt;/b&gt;" and box.is_checked()


def fits_on_a_sheet(page: Any) -> bool:
    """The form is to be signed: it is one page of A4, less the margins that the style sets."""
    page.set_viewport_size({"width": round(180 * MILLIMETRE), "height": round(263 * MILLIMETRE)})
    page.emulate_media(media="print")
    return page.locator(".record").bounding_box()["height"] <= 263 * MILLIMETRE


def nothing_sticks_out(page: Any) -> bool:
    """There is nothing to scroll to at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


FILTERS: dict[str, Callable[[Any], bool]] = {
    "what is said to be shown is": counts_are_true,
    "only one level": one_level,
    "only one rule": one_rule,
    "only one document": one_document,
    "only some text": some_text,
    "print holds all": whole_in_print,
    "the keyboard reaches all": by_keyboard,
}
"""What holds where there is something to filter."""
CHECKS: dict[str, Callable[[Any], bool]] = {
    "everything is shown at first": everything,
    "the form can be filled in": can_be_filled_in,
    "the form fits on a sheet": fits_on_a_sheet,
}
"""What holds of every page."""


def problems(browser: Any, address: str) -> Iterator[str]:
    """What is amiss in use, in words: a check that fails, anything asked for or complained of."""
    page = browser.new_page()
    page.goto(address)
    checks = CHECKS | (FILTERS if page.locator("#filter").count() else {})
    page.close()
    for name, check in checks.items():
        page = browser.new_page()
        heard: list[str] = []
        page.on("console", lambda message, heard=heard: heard.append(message.text))
        page.on("pageerror", lambda error, heard=heard: heard.append(str(error)))
        page.on("request", lambda asked, heard=heard: heard.append(asked.url))
        page.goto(address)
        if not check(page):
            yield f"no: {name}"
        yield from (f"{name}: {said}" for said in heard if said != address)
        page.close()


def seen(browser: Any, address: str, pictures: Path) -> Iterator[str]:
    """What is amiss in each view, in words; and a picture of each."""
    for name, settings in VIEWS.items():
        page = browser.new_page(**settings)
        page.goto(address)
        if name == "without-script":
            if not everything(page) or page.locator("form:visible").count():
                yield "no: without script all is shown but the filter"
        else:
            page.evaluate(DRAWN)
            if not nothing_sticks_out(page):
                yield f"{name}: something sticks out"
            page.screenshot(path=pictures / f"{name}.png", full_page=True)
        page.close()


def look(report: Path, pictures: Path) -> list[str]:
    """Pictures and a PDF of the report, and what is amiss with it."""
    pictures.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path=chromium, args=options)
        address = report.resolve().as_uri()
        found = [*problems(browser, address), *seen(browser, address, pictures)]
        page = browser.new_page()
        page.goto(address)
        page.pdf(path=pictures / "print.pdf", prefer_css_page_size=True)
        browser.close()
    return found


if __name__ == "__main__":
    amiss = look(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.writelines(f"{each}\n" for each in amiss or ["all as it should be"])
    sys.exit(1 if amiss else 0)
