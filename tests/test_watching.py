"""What whoever watches the machine is told."""

import os
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.utils import timezone

from practica.config.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def terminal(monkeypatch, tmp_path):
    """The command changes its own process, which here is everybody's."""
    monkeypatch.setenv("PRACTICA_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "practica.config.test_settings")
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def a_worker(seen):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [seen])


def test_up_is_answered_to_anyone_under_any_name(client, settings):
    settings.ALLOWED_HOSTS = ["practica.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.json()) == (200, {"up": True})


def test_ready_needs_a_worker_that_lives(client):
    a_worker(timezone.now() - timedelta(seconds=61))
    silent = client.get("/readyz")
    a_worker(timezone.now())
    alive = client.get("/readyz")

    assert (silent.status_code, silent.json()) == (503, {"database": True, "migrations": True, "worker": False})
    assert (alive.status_code, alive.json()) == (200, {"database": True, "migrations": True, "worker": True})


def test_the_tests_database_has_all_that_is_needed():
    assert [found for found in run_checks(databases=["default"]) if found.id.startswith("practica.")] == []


def test_an_extension_that_is_missing_and_may_not_be_made_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setattr("practica.config.checks.EXTENSIONS", {"pg_trgm", "no_such_extension"})

    (found,) = [found for found in run_checks(databases=["default"]) if found.id.startswith("practica.")]

    assert found.id == "practica.E002"
    assert "no_such_extension" in found.msg
    assert "contrib" in found.hint


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"EMAIL_HOST": "", "PUBLIC_URL": "https://p.example.org"}, ["practica.W001"]),
        ({"EMAIL_HOST": "mail.example.org", "PUBLIC_URL": ""}, ["practica.W002"]),
        ({"EMAIL_HOST": "mail.example.org", "PUBLIC_URL": "https://p.example.org"}, []),
        ({"EMAIL_HOST": "", "PUBLIC_URL": "", "DEMO": True}, []),
    ],
)
def test_a_deployment_is_told_what_it_lacks(settings, changed, expected, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name, value in changed.items():
        setattr(settings, name, value)

    findings = run_checks(include_deployment_checks=True)

    assert [found.id for found in findings if found.id.startswith("practica.W")] == expected


@pytest.mark.parametrize(
    "command",
    ["serve", "demo", "web", "live", "worker", "migrate", "import", "createadmin", "status", "check"],
)
@pytest.mark.usefixtures("terminal")
def test_each_command_teaches(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: practica {command}")
    assert "exit codes:" in said


@pytest.mark.usefixtures("terminal")
def test_a_command_that_is_not_understood_ends_with_two(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["sevre"])

    assert ended.value.code == 2
    assert "invalid choice: 'sevre'" in capsys.readouterr().err
