"""Files in an object store by setting: the real client against a store on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from practica.config.command.status import storage
from practica.config.store import file_store
from practica.files.actions import store_file
from practica.files.models import StoredFile
from practica.files.pages import draw
from practica.files.tests.samples import pdf, png, upload
from practica.files.words import read
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
BUCKET = "litoral-files"


class Store(BaseHTTPRequestHandler):
    """As much of S3 as the product asks for: put, get, look, list and delete whole objects of one bucket."""

    protocol_version = "HTTP/1.1"

    @property
    def key(self):
        return urlsplit(self.path).path.removeprefix(f"/{BUCKET}").lstrip("/")

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.objects[self.key] = (
            plain(body) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body
        )
        self.say(200)

    def do_GET(self):
        if not self.key:
            return self.say(200, listing(self.server.objects))
        body = self.server.objects.get(self.key)
        return self.say(404, b"<Error><Code>NoSuchKey</Code></Error>") if body is None else self.say(200, body)

    def do_HEAD(self):
        self.do_GET()

    def do_DELETE(self):
        self.server.objects.pop(self.key, None)
        self.say(204)

    def say(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
        self.send_header("ETag", '"a"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *words):
        """Tests are quiet."""


def plain(body):
    """The bytes of a body that came in pieces, each after a line with its length."""
    found = b""
    while body:
        length, _, body = body.partition(b"\r\n")
        size = int(length.split(b";")[0], 16)
        if not size:
            break
        found, body = found + body[:size], body[size + 2 :]
    return found


def listing(objects):
    rows = "".join(f"<Contents><Key>{key}</Key><Size>{len(body)}</Size></Contents>" for key, body in objects.items())
    return f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode()


@pytest.fixture
def objects(settings, monkeypatch):
    """What the store holds, by its name there; the product is set to keep its files in it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        server.objects = {}
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        variables = {
            "PRACTICA_S3_BUCKET": BUCKET,
            "PRACTICA_S3_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "PRACTICA_S3_REGION": "eu-south-2",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "hush",
        }
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = settings.STORAGES | {"default": file_store(Path("/nowhere"))}
        yield server.objects
        storages["default"].connection.meta.client.close()
        server.shutdown()


@pytest.fixture
def owner(db):
    return PersonFactory()


def bytes_of(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_file_is_kept_there_and_comes_back_as_it_was(objects, owner, client_as):
    file = store_file(upload("plan.txt", "La válvula".encode()), by=owner)
    read(file)

    answer = client_as(owner).get(file.get_absolute_url())

    assert list(objects.items()) == [(file.content.name, "La válvula".encode())]
    assert bytes_of(answer) == "La válvula".encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert StoredFile.objects.get().text == "La válvula"


def test_pictures_and_the_pages_of_a_document_are_shown_from_there(objects, owner, client_as):
    photo = store_file(upload("photo.png", png()), by=owner)
    document = store_file(upload("plan.pdf", pdf("Rodamientos")), by=owner)
    draw(document)
    browser = client_as(owner)

    shown = browser.get(reverse("files:picture", args=[photo.pk, "photo.png"]))
    page = browser.get(reverse("files:page", args=[document.pk, 1]))

    assert bytes_of(shown) == objects[photo.content.name]
    assert bytes_of(page) == objects[document.page_pictures.get().content.name]


def test_what_the_store_has_lost_is_not_found(objects, owner, client_as):
    file = store_file(upload("plan.txt", b"the plan"), by=owner)
    file.content.storage.delete(file.content.name)

    assert objects == {}
    assert client_as(owner).get(file.get_absolute_url()).status_code == 404


def test_the_status_counts_what_the_store_holds(objects, owner, tmp_path):
    store_file(upload("plan.txt", b"the plan"), by=owner)

    said = storage(tmp_path)

    assert (said["bucket"], said["files"], said["file_bytes"]) == (BUCKET, 1, 8)
    assert json.dumps(said)
