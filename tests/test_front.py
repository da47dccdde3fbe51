"""One address for pages and the live stream, in one process."""

import asyncio

import pytest

from practica.config import asgi, front


def ask(application, path, method="GET"):
    """The status of one answer; whoever asks stays until they have it."""
    heard, said = [{"type": "http.request", "body": b"", "more_body": False}], []

    async def receive():
        if not heard:
            await asyncio.sleep(3600)
        return heard.pop(0)

    async def send(message):
        said.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    asyncio.run(application(scope, receive, send))
    return next(message["status"] for message in said if message["type"] == "http.response.start")


@pytest.mark.parametrize("application", [front.application, asgi.application])
def test_pages_are_answered_beside_the_stream(application):
    assert ask(application, "/healthz") == 200


@pytest.mark.parametrize("application", [front.application, asgi.application])
def test_whoever_asks_hears_that_texts_are_written_here(application):
    assert ask(application, "/live/text/notes:1", "HEAD") == 200


@pytest.mark.parametrize("application", [front.application, asgi.application])
def test_the_stream_is_only_read(application):
    assert ask(application, "/live/", "POST") == 405
