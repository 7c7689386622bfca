"""Every page in a real browser: WCAG 2.2 AA by axe-core in both themes, no sideways scrolling at 360 pixels.

`make screenshots DIR=...` is the same tour with a camera.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import User
from playwright.sync_api import ViewportSize

from claims.demo.load import load_demo
from tests.screens.pages import Sight, sights, some_of_everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.timeout(600)]
WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=360, height=740)
# What is left of WIDE where everything is twice as large (WCAG 1.4.4 and 1.4.10).
ZOOMED = ViewportSize(width=640, height=450)
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without `preload` axe does not fetch each style sheet again, which only rules beyond the standard look at.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "preload": False}
EVERYTHING = {"runOnly": {"type": "tag", "values": STANDARD}, "preload": False}
WATCH = """
window.refused = [];
window.smooth = [];
for (const [owner, name] of [[Element, "scrollIntoView"], [Element, "scrollTo"], [Element, "scrollBy"]]) {
  const plain = owner.prototype[name];
  owner.prototype[name] = function (...given) {
    if (given[0]?.behavior === "smooth") smooth.push(`${name} on ${this.outerHTML.slice(0, 80)}`);
    return plain.apply(this, given);
  };
}
for (const name of ["scrollTo", "scrollBy"]) {
  const plain = window[name].bind(window);
  window[name] = (...given) => {
    if (given[0]?.behavior === "smooth") smooth.push(name);
    return plain(...given);
  };
}
addEventListener("securitypolicyviolation", e => refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
SHIFTS = """() => new Promise(done => {
  const all = [];
  const put = entries => all.push(...entries.filter(e => !e.hadRecentInput));
  const observer = new PerformanceObserver(list => put(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => {
    put(observer.takeRecords());
    done(all.reduce((sum, e) => sum + e.value, 0));
  }));
})"""
MOST_SHIFT = 0.02
SPILLS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("main *, header *")]
    .filter(e => e.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""
# Words that their box cuts off though it says nothing of it ("…" does), and the page's main acts where something that
# stays in sight lies over them.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *")]
  .filter(e => {
    const style = getComputedStyle(e);
    const cuts = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const saysSo = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    if (!cuts || saysSo || style.clipPath !== "none" || style.clip !== "auto") return false;
    return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
  }).slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
OUT_OF_REACH = """() => {
  const acts = [...document.querySelectorAll("main .primary")].filter(e => e.checkVisibility() && !e.disabled);
  return acts.filter(e => {
    e.scrollIntoView({block: "center"});
    const {left, top, width, height} = e.getBoundingClientRect();
    return !e.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  }).map(e => e.outerHTML.slice(0, 120));
}"""
MOVES = """() => {
  const long = times => times.split(",").some(time => parseFloat(time) * (time.endsWith("ms") ? 1 : 1000) > 1);
  const moving = style =>
    (long(style.transitionDuration) && style.transitionProperty !== "none") ||
    (long(style.animationDuration) && style.animationName !== "none") || style.scrollBehavior === "smooth";
  const found = [...document.querySelectorAll("*")].filter(
    e => [null, "::before", "::after", "::backdrop"].some(part => moving(getComputedStyle(e, part))));
  return [...found.slice(0, 5).map(e => e.outerHTML.slice(0, 120)), ...window.smooth];
}"""

AT_TWICE_THE_SIZE = {
    "runs over the edge": SPILLS,
    "cuts words off": CUT_OFF,
    "something lies over the main act": OUT_OF_REACH,
}


@pytest.fixture
def desk_at_work(transactional_db: None) -> dict[str, User]:
    """The demo newsroom, read by the real pipeline: its people by role."""
    load_demo(password="a demo password")
    return {name: User.objects.get(username=name) for name in ("reporter", "editor", "admin")}


@pytest.fixture
def camera(request: pytest.FixtureRequest) -> Path | None:
    """The folder for pictures, where they are wanted."""
    folder: Path | None = request.config.getoption("--screenshots")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_every_page_can_be_used_by_everybody(
    desk_at_work: dict[str, User], page_of: Any, page: Page, camera: Path | None
) -> None:
    pages: dict[str | None, Page] = {None: page}
    for script in (WATCH, AXE_SCRIPT):
        page.add_init_script(script)
    found: list[str] = []
    ids = some_of_everything(desk_at_work)
    by_role = sorted(sights(ids), key=lambda sight: sight.role or "")
    for sight in by_role:
        if sight.role and sight.role not in pages:  # one profile: the last who logged in is the one who looks
            pages[sight.role] = page_of(desk_at_work[sight.role])
            for script in (WATCH, AXE_SCRIPT):
                pages[sight.role].add_init_script(script)
        found += (f"{sight}: {fault}" for fault in look(pages[sight.role], sight, camera))
    assert len(by_role) > 40
    assert not found, "\n".join(found)


def test_what_cannot_be_used_is_found(page: Page) -> None:
    page.set_viewport_size(NARROWEST)
    page.set_content(
        "<html lang=en><title>T</title><body><main><h1>T</h1>"
        '<p style="color: #aaa; background: #fff; width: 500px">Too pale, and too wide.</p><input></main></html>'
    )
    page.evaluate(AXE_SCRIPT)
    assert {fault.split(": ")[1] for fault in faults(page, EVERYTHING, "light")} == {
        "color-contrast",
        "label",
    }
    assert [each[:2] for each in page.evaluate(SPILLS)] == ["<p"]


def test_what_is_cut_off_covered_or_moving_is_found(page: Page) -> None:
    page.add_init_script(WATCH)
    page.goto("about:blank")
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(ZOOMED)
    page.set_content(
        "<html lang=en><title>T</title><style>"
        "i { display: block; height: 8px; overflow: hidden } b { position: fixed; inset: 0 }"
        "s::after { content: 'x'; transition: opacity 1s } u { transition: opacity 1ms }"
        "</style><body><main><i>Words that are cut</i><button class=primary>Do it</button><b></b><s></s><u></u></main></html>"
    )
    assert [each[:2] for each in page.evaluate(CUT_OFF)] == ["<i"]
    assert [each[:7] for each in page.evaluate(OUT_OF_REACH)] == ["<button"]
    page.evaluate("document.querySelector('u').scrollIntoView({behavior: 'smooth'})")
    assert [each[:2] for each in page.evaluate(MOVES)] == ["<s", "sc"]


def test_what_the_policy_refuses_and_what_moves_is_counted(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, viewport=WIDE)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto("/accounts/login/")
    assert page.evaluate("window.refused") == []
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    page.wait_for_function("window.refused.length")
    assert page.evaluate("window.ran") is None
    page.evaluate("document.querySelector('main').style.marginTop = '300px'")
    page.wait_for_timeout(100)
    assert page.evaluate(SHIFTS) > MOST_SHIFT
    context.close()


def look(page: Page, sight: Sight, camera: Path | None) -> Iterator[str]:
    """Opens a page, yields what is wrong with it, and takes its pictures where they are wanted."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer = page.goto(sight.path)
    if answer is None or answer.status != 200:
        yield f"answers {answer and answer.status}"
        return
    yield from (f"breaks the Content Security Policy: {each}" for each in page.evaluate("window.refused"))
    shift = page.evaluate(SHIFTS)
    if shift > MOST_SHIFT:
        yield f"moves while it is drawn: layout shift {shift:.3f}"
    yield from faults(page, EVERYTHING, "light")
    shoot(page, camera, f"{sight}-light-1280")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield from faults(page, COLOURS, "dark")  # a theme changes colours and nothing else
    shoot(page, camera, f"{sight}-dark-1280")
    if camera:
        page.set_viewport_size(NARROW)
        shoot(page, camera, f"{sight}-dark-390")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        shoot(page, camera, f"{sight}-light-390")
    page.set_viewport_size(ZOOMED)
    for what, script in AT_TWICE_THE_SIZE.items():
        yield from (f"{what} at 200 %: {each}" for each in page.evaluate(script))
    yield from (f"moves though less motion is asked for: {each}" for each in page.evaluate(MOVES))
    page.set_viewport_size(NARROWEST)
    yield from (f"runs over the edge at 360 pixels: {each}" for each in page.evaluate(SPILLS))


def faults(page: Page, rules: dict[str, Any], theme: str) -> Iterator[str]:
    """What axe-core objects to on the page as it stands."""
    found = page.evaluate(f"axe.run({json.dumps(rules | {'resultTypes': ['violations']})})")
    for fault in found["violations"]:
        for node in fault["nodes"]:
            why = node["failureSummary"].replace("\n", " ")
            yield f"{theme}: {fault['id']}: {' '.join(map(str, node['target']))}: {why}"


def shoot(page: Page, camera: Path | None, name: str) -> None:
    """Takes a picture of the whole page, if there is a camera."""
    if camera:
        page.screenshot(path=camera / f"{name}.png", full_page=True)
