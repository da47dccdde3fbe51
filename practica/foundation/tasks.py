"""Background work: an ordinary function, ids in, enqueued in the transaction that needs it.

The queue is a table, so a rollback takes the job with it. Queues by urgency: `now` (people wait for it),
`mail`, `bulk` (minutes are fine). This file is the only one that knows which queue library is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from procrastinate import App

Queue = Literal["now", "mail", "bulk"]


class Task:
    """A function that a worker calls; calling it directly runs it at once, as tests do."""

    def __init__(
        self,
        function: Callable[..., None],
        queue: Queue,
        *,
        retries: int = 0,
        cron: str = "",
    ) -> None:
        self.function = function
        self.name = f"{function.__module__}.{function.__name__}"
        retry = RetryStrategy(max_attempts=retries + 1, exponential_wait=4) if retries else False
        body = _without_clock(function) if cron else function
        self.job = app.task(queue=queue, name=self.name, retry=retry)(body)
        if cron:
            app.periodic(cron=cron, periodic_id=self.name)(self.job)

    def __call__(self, **arguments: Any) -> None:
        self.function(**arguments)

    def defer(self, **arguments: Any) -> int:
        """Put it on the queue, in the current transaction."""
        return self.job.defer(**arguments)

    def defer_at(self, moment: datetime, **arguments: Any) -> int:
        """Put it on the queue for later."""
        return self.job.configure(schedule_at=moment).defer(**arguments)

    def defer_once(self, lock: str, **arguments: Any) -> None:
        """Put it on the queue unless the same one (by `lock`) still waits there."""
        from django.db import transaction  # noqa: PLC0415 -- this module is imported before the apps are ready
        from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415

        try:
            # A refused duplicate must not break the caller's transaction.
            with transaction.atomic():
                self.job.configure(queueing_lock=lock).defer(**arguments)
        except AlreadyEnqueued:
            return


def _without_clock(function: Callable[..., None]) -> Callable[..., None]:
    """The queue calls a periodic task with the time it was due, which ours don't need."""

    def body(timestamp: int) -> None:  # noqa: ARG001
        function()

    body.__module__, body.__name__ = function.__module__, function.__name__
    return body


def task(queue: Queue, *, retries: int = 0) -> Callable[[Callable[..., None]], Task]:
    return lambda function: Task(function, queue, retries=retries)


def periodic(cron: str, queue: Queue = "bulk") -> Callable[[Callable[..., None]], Task]:
    """A task that the worker starts by the clock (UTC); it takes no arguments."""
    return lambda function: Task(function, queue, cron=cron)


def on_app_ready(app: App) -> None:
    """Tasks live in each feature's `tasks.py`, which the queue library finds by itself."""
