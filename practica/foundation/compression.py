"""Pages travel compressed; what flows does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class CompressionMiddleware(GZipMiddleware):
    """Django's own, whose random padding keeps the size of a page from telling its secrets; not for streams."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        # A compressor would hold a live page's events back, and a file could no longer be asked for in parts.
        if response.streaming:
            return response
        return super().process_response(request, response)
