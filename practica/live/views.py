from django.http import HttpRequest, HttpResponse


def elsewhere(_request: HttpRequest, address: str = "") -> HttpResponse:
    """A server that answers pages alone: the browser does not ask again, and pages work without what is live."""
    del address
    return HttpResponse(status=204)
