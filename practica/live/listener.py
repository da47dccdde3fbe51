"""Who may listen to what: the database's side of an open page, done in a few threads of its own.

Django gives each asynchronous request a thread and a connection for as long as it lasts; five thousand open pages
would be five thousand of each. So the stream asks its questions here and then holds neither.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest, parse_cookie

from practica.live.models import Message
from practica.live.registry import topic_of

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 4
MOST_TOPICS = 20
# Two transactions may commit in the other order than they took their numbers: a page looks back a little.
LOOK_BACK = 50
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")


@dataclass(frozen=True)
class Listener:
    """Somebody signed in, and those of the topics asked for that they may hear of."""

    topics: tuple[str, ...]
    missed: tuple[tuple[int, str], ...] = ()


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, _with_connection, work, *arguments)


def _with_connection(work: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        return work(*arguments)
    finally:
        close_old_connections()


def listener(cookies: str, asked: list[str], last: int | None) -> Listener | None:
    """None for somebody who is not signed in."""
    person = signed_in(cookies)
    if person is None:
        return None
    allowed = tuple(topic for topic in dict.fromkeys(asked[:MOST_TOPICS]) if may_hear(person, topic))
    return Listener(allowed, tuple(missed(allowed, last)) if last is not None else ())


def signed_in(cookies: str) -> Any:
    request = HttpRequest()
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    return person if person.is_authenticated and person.is_active else None


def may_hear(person: Any, asked: str) -> bool:
    name, _colon, number = asked.partition(":")
    topic = topic_of(name)
    if topic is None or not number.isdecimal() or len(number) > 18:  # noqa: PLR2004 -- what a bigint holds
        return False
    return topic.visible_to(person).filter(pk=int(number)).exists()


def missed(topics: tuple[str, ...], last: int) -> list[tuple[int, str]]:
    """The newest message of each topic since the one the page saw last."""
    since = Message.objects.filter(topic__in=topics, id__gt=max(0, last - LOOK_BACK))
    newest = since.order_by("topic", "-id").distinct("topic")
    return sorted(newest.values_list("id", "topic"))
