"""Three answers to "may I?": unseen (404, a queryset), forbidden (403, `require`), impossible now (409, `Refused`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Callable


class Refused(Exception):
    """The state of things does not allow it now; the text is for people, in their language."""


def require(policy: Callable[..., bool], by: Any, thing: Any) -> None:
    """Stop with 403 unless the policy says yes."""
    if not policy(by, thing):
        raise PermissionDenied(policy.__name__)
