"""What travels compressed."""

from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from practica.foundation.compression import CompressionMiddleware

ASKS = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})


def test_a_page_travels_compressed():
    answer = CompressionMiddleware(lambda _request: HttpResponse("word " * 1000))(ASKS)

    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 500


def test_a_live_stream_does_not():
    events = StreamingHttpResponse(iter([b": ping\n\n"] * 100), content_type="text/event-stream")

    answer = CompressionMiddleware(lambda _request: events)(ASKS)

    assert "Content-Encoding" not in answer.headers
