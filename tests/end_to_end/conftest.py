"""A real browser against the product: what it complains about fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Quiet, and no request that the test did not ask for.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));"""
# A busy machine is no fault of the page; what is not there by then will not come.
expect.set_options(timeout=20_000)
# The page clips what sticks out of it, so the window says nothing: each part is looked at that no row of its own scrolls.
STICKS_OUT = """() => {
  const scrolls = (one) => one.matches("main, body") ? false : getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement);
  const isShown = (one) => one.checkVisibility() && !one.closest(".weave, .visually-hidden");
  return [...document.querySelectorAll("main *")].filter((one) => {
    const { width, right } = one.getBoundingClientRect();
    return width > 1 && right > innerWidth + 1 && isShown(one) && !scrolls(one.parentElement);
  }).slice(0, 3).map((one) => one.outerHTML.slice(0, 160));
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("PRACTICA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        pytest.skip("Chromium is not installed; PRACTICA_CHROMIUM may name it.")
    # The driver runs an event loop in this thread, which Django takes for an async view of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def site(live_server: LiveServer) -> LiveServer:
    """Where pages come from; a test that needs web sockets brings another one."""
    return live_server


@pytest.fixture
def open_page(browser: Browser, site: Any) -> Iterator[Callable[..., Page]]:
    """`open_page(path, person=None, width=1280, theme="light", **options)`: fails on errors the browser reports.

    `caused` are the beginnings of those that the test itself brings about, by cutting the connection for example.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expected: list[str] = []

    def opened(
        path: str,
        person: Any = None,
        width: int = 1280,
        theme: str = "light",
        caused: tuple[str, ...] = (),
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=theme,
            # A test that goes on quickly cuts a page's transition short, and the browser calls that an error.
            reduced_motion="reduce",
            **options,
            service_workers="block",
        )
        contexts.append(context)
        context.add_init_script(TELL_VIOLATIONS)
        if person is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": site.url}])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        expected.extend(caused)
        # A transition between pages that the next click cuts short is no fault.
        page.on("pageerror", lambda error: None if "ransition" in str(error) else complaints.append(str(error)))
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in complaints if not text.startswith(tuple(expected))] == []


def session_of(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """`faults(page)`: what axe finds, and whether the page is wider than its window."""

    def found(page: Page) -> list[str]:
        page.evaluate(AXE)
        rules = page.evaluate("axe.run()")["violations"]
        out = [f"wider than the window: {html}" for html in page.evaluate(STICKS_OUT)]
        return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in rules] + out

    return found
