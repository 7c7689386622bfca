"""A real Chromium, driven by Playwright, looking at a live server on the test database."""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# It would else look for updates and the like at every start, which a closed network answers slowly or not at all.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 30_000
# A page of a process that has just begun reads templates and words first, and a machine may be doing much else.
PAGE_PATIENCE_MS = 90_000
HOW_TO_GET_ONE = "no Chromium on the PATH (Debian: apt-get install chromium)"
NEEDING_BROWSER = {"browser", "browser_context", "page", "page_of"}


def installed_browser() -> str | None:
    """Return the path of the first Chromium on the PATH, or None."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, and skip them where there is none."""
    for item in items:
        if NEEDING_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if item.get_closest_marker("browser") and installed_browser() is None:
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_ONE))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say plainly, at the end, what was not tested."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", ())
        if HOW_TO_GET_ONE in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests were SKIPPED: {HOW_TO_GET_ONE}", yellow=True
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; a test wants `page` or `page_of`."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium does not start as root with its sandbox
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's synchronous face runs an event loop in this thread, and Django takes any code in such a thread
        # for a coroutine. It is not: the loop stands still while the test runs.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=PATIENCE_MS)
        chromium = playwright.chromium.launch(executable_path=installed_browser(), args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def browser_context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A profile of the test's own: no cookies, addresses relative to the live server, errors in scripts fail."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(PATIENCE_MS)
    context.set_default_navigation_timeout(PAGE_PATIENCE_MS)
    errors: list[str] = []
    asked: set[Request] = set()

    def ended(request: Request) -> None:
        asked.discard(request)

    context.on("request", lambda request: asked.update({request}))
    context.on("requestfinished", ended)
    context.on("requestfailed", ended)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if _is_refusal(message.text) else None)
    with _answered() as answering:
        yield context
        # The tables are emptied next, which an answer on its way would hold up or be held up by, each waiting for the other.
        until = time.monotonic() + PATIENCE_MS / 1000
        while asked and context.pages and time.monotonic() < until:
            context.pages[0].wait_for_timeout(10)
        context.close()
        while any(thread.is_alive() for thread in answering.copy()) and time.monotonic() < until:
            time.sleep(0.01)
    assert not errors, f"the page's scripts failed: {errors}"


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A page with nobody logged in."""
    return browser_context.new_page()


@pytest.fixture
def page_of(browser_context: BrowserContext, live_server: Any) -> Callable[["User"], Page]:
    """Return a function that opens a page on which the given user is logged in."""
    from django.conf import settings
    from django.test import Client

    def open_page(user: "User") -> Page:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        browser_context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return browser_context.new_page()

    return open_page


@contextlib.contextmanager
def _answered() -> Iterator[set[threading.Thread]]:
    """The threads of the live server that answer a request just now."""
    from django.core.signals import request_finished, request_started

    answering: set[threading.Thread] = set()

    def begin(**_: object) -> None:
        answering.add(threading.current_thread())

    def end(**_: object) -> None:
        answering.discard(threading.current_thread())

    request_started.connect(begin)
    request_finished.connect(end)
    yield answering
    request_started.disconnect(begin)
    request_finished.disconnect(end)


def _is_refusal(text: str) -> bool:
    return "Content Security Policy" in text
