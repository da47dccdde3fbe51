"""Shows what an action refused, or an address does not show: the text goes where the person is looking."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from practica.foundation.access import Refused
from practica.ui import errors


class RefusedMiddleware:
    """Turns `Refused` into a 409: a toast over htmx, JSON for scripts, else a page with a way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            page = errors.nothing_to_read(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.refused(request, str(exception)) if isinstance(exception, Refused) else None
