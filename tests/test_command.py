"""`practica` from a terminal: what it answers, what it refuses, and with which code it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from practica.config.command import main
from practica.organisation.models import Organisation
from practica.people.models import Person
from practica.people.tests.factories import PersonFactory

CHECKOUT = Path(__file__).resolve().parent.parent
BARE = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(CHECKOUT), "HOME": "/nonexistent"}
BARE |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terminal(db, monkeypatch, tmp_path):
    """The command changes its own process, which here is everybody's; the database is that of the tests."""
    monkeypatch.setenv("PRACTICA_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "practica.config.test_settings")
    monkeypatch.setenv("DATABASE_URL", "postgresql://as-the-tests/have-it")
    monkeypatch.delenv("PRACTICA_PASSWORD", raising=False)
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def elsewhere(tmp_path, *words, **variables):
    """In a process of its own, whose settings are read anew."""
    return subprocess.run(
        [sys.executable, "-m", "practica.config.command", *words],
        env={**BARE, "PRACTICA_DATA": str(tmp_path), **variables},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_status_is_json_about_all_that_can_fail(capsys, tmp_path):
    code = main(["status"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert sorted(said) == ["database", "ready", "storage", "versions", "work"]
    assert said["database"]["pending_migrations"] == 0
    assert said["storage"]["files"] == 0
    assert said["storage"]["data_folder"] == str(tmp_path)


def test_status_counts_the_waiting_work_of_each_queue(capsys):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('mail', 'a'), ('mail', 'b')")

    main(["status", "--brief"])

    assert json.loads(capsys.readouterr().out)["work"]["queues"] == {"mail": {"todo": 2}}


def test_check_names_what_a_deployment_lacks_and_fails_on_it_only_when_strict(capsys):
    assert main(["check"]) == 0
    assert "practica.W001" in capsys.readouterr().err

    assert main(["check", "--strict"]) == 1
    assert "practica.W001" in capsys.readouterr().out


def test_migrate_twice_does_nothing(capsys):
    assert main(["migrate", "--quiet"]) == 0
    assert capsys.readouterr().out == ""

    assert main(["migrate"]) == 0
    assert "No migrations to apply." in capsys.readouterr().out


def test_reindex_says_how_much_it_wrote(capsys):
    PersonFactory(name="Lucía Benítez")

    assert main(["reindex"]) == 0

    assert "1  people.person" in capsys.readouterr().out


def test_reindex_can_be_silent(capsys):
    assert main(["reindex", "--quiet"]) == 0

    assert capsys.readouterr().out == ""


def test_an_administrator_is_made_with_the_password_that_was_given(monkeypatch, capsys):
    monkeypatch.setenv("PRACTICA_PASSWORD", "three tides a day")

    assert main(["createadmin", "--name", "Hugo Lindgren", "--email", "hugo@litoral.example"]) == 0

    hugo = Person.objects.get(email="hugo@litoral.example")
    assert (hugo.name, hugo.is_administrator) == ("Hugo Lindgren", True)
    assert hugo.check_password("three tides a day")
    assert capsys.readouterr().out == "Hugo Lindgren may sign in as hugo@litoral.example.\n"


def test_where_nobody_can_be_asked_a_password_is_made_and_shown_once(monkeypatch, capsys):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)

    assert main(["createadmin", "--name", "Hugo", "--email", "hugo@litoral.example"]) == 0

    word = capsys.readouterr().out.rsplit("The password is ", 1)[1].strip()
    assert Person.objects.get(email="hugo@litoral.example").check_password(word)


def test_who_sits_at_a_terminal_is_asked_for_the_password(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _question: "three tides a day")

    assert main(["createadmin", "--name", "Hugo", "--email", "hugo@litoral.example"]) == 0

    assert Person.objects.get(email="hugo@litoral.example").check_password("three tides a day")


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (["--name", "Hugo", "--email", "nonsense"], "three tides a day", "Enter a valid email address."),
        (["--name", "Hugo", "--email", "hugo@litoral.example"], "short", "This password is too short."),
        (["--name", " ", "--email", "hugo@litoral.example"], "three tides a day", "--name is empty."),
    ],
)
def test_an_administrator_nobody_could_sign_in_as_is_refused(words, password, said, monkeypatch, capsys):
    monkeypatch.setenv("PRACTICA_PASSWORD", password)

    assert main(["createadmin", *words]) == 1

    assert said in capsys.readouterr().err
    assert not Person.objects.exists()


def test_an_import_of_a_folder_without_a_list_is_refused(capsys, tmp_path):
    PersonFactory(is_administrator=True)
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})

    assert main(["import", "governance", str(tmp_path)]) == 1

    assert "There is no sigs.yaml" in capsys.readouterr().err


def test_a_database_that_is_behind_is_asked_to_be_brought_here(monkeypatch, capsys):
    monkeypatch.setattr("practica.config.health.pending_migrations", lambda: 3)

    assert main(["reindex"]) == 1

    assert capsys.readouterr().err == "practica: The database is 3 migrations behind. Run first: practica migrate\n"


@pytest.mark.parametrize("port", ["abc", "65536", "-1"])
def test_a_port_that_is_none_is_a_command_that_was_not_understood(port, monkeypatch, capsys):
    monkeypatch.setenv("PRACTICA_PORT", port)

    with pytest.raises(SystemExit) as ended:
        main(["serve"])

    assert ended.value.code == 2
    assert f"a port is a number from 0 to 65535, not '{port}'" in capsys.readouterr().err


def test_a_file_cannot_be_the_data_folder(tmp_path, capsys):
    (tmp_path / "file").touch()

    assert main(["status", "--data", str(tmp_path / "file")]) == 1

    assert "cannot be the data folder (File exists). Name another with --data." in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "worker", "check", "migrate"])
def test_a_database_that_does_not_answer_ends_with_three(command, tmp_path):
    ended = elsewhere(tmp_path, command, DATABASE_URL=NOWHERE)

    assert ended.returncode == 3
    assert "practica: The database does not answer: connection failed" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_status_of_a_database_that_does_not_answer_is_json_still(tmp_path):
    ended = elsewhere(tmp_path, "status", DATABASE_URL=NOWHERE)

    assert ended.returncode == 3
    assert json.loads(ended.stdout)["ready"] == {"database": False, "migrations": False, "worker": False}


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"DATABASE_URL": "mysql://x@y/z"}, "DATABASE_URL must begin with postgresql://"),
        ({"PRACTICA_FILE_SIZE_LIMIT": "abc"}, "PRACTICA_FILE_SIZE_LIMIT must be a whole number, not 'abc'."),
        ({"PRACTICA_DEBUG": "perhaps"}, "PRACTICA_DEBUG must be yes or no, not 'perhaps'."),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(variables, said, tmp_path):
    ended = elsewhere(tmp_path, "import", "--help", **variables)

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"practica: {said}")
