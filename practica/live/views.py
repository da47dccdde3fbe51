from django.http import HttpRequest, HttpResponse


def elsewhere(_request: HttpRequest) -> HttpResponse:
    """A server that has no live stream: the browser does not ask again, and pages work without it."""
    return HttpResponse(status=204)
