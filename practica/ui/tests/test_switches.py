"""The look and the language of pages, and what makes them an app."""

import pytest
from django.test import Client

# The frame asks what the organisation is called.
pytestmark = pytest.mark.django_db


def test_the_theme_is_kept_in_a_cookie_and_shown_from_then_on():
    client = Client()

    answer = client.post("/_/theme/", {"theme": "dark"}, headers={"Referer": "http://testserver/_/offline/"})

    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/_/offline/")
    assert 'data-theme="dark"' in client.get("/_/offline/").content.decode()


def test_a_theme_that_does_not_exist_changes_nothing():
    client = Client()

    client.post("/_/theme/", {"theme": "<b>"})

    assert "theme" not in client.cookies


def test_the_language_of_a_visitor_is_kept():
    client = Client()

    client.post("/_/language/", {"language": "es", "next": "/_/offline/"})

    assert '<html lang="es"' in client.get("/_/offline/").content.decode()


def test_the_manifest_names_the_installation():
    manifest = Client().get("/manifest.webmanifest")

    assert manifest["Content-Type"] == "application/manifest+json"
    assert [icon["sizes"] for icon in manifest.json()["icons"]] == ["192x192", "512x512", "512x512", "any"]


def test_the_worker_keeps_no_page_but_the_one_for_offline():
    worker = Client().get("/sw.js")

    assert worker["Content-Type"] == "text/javascript"
    assert "text/html" not in worker.content.decode()
    assert 'const OFFLINE = "/_/offline/"' in worker.content.decode()


def test_pages_name_their_speculation_rules_and_the_rules_leave_accounts_and_files_out():
    assert Client().get("/_/offline/")["Speculation-Rules"] == '"/_/speculation-rules.json"'
    where = Client().get("/_/speculation-rules.json").json()["prefetch"][0]["where"]["and"]
    assert {"not": {"href_matches": "/accounts/*"}} in where
    assert {"not": {"href_matches": "/files/*"}} in where


def test_the_page_of_components_is_only_for_those_who_build():
    assert Client().get("/_/components/").status_code == 404
