"""`practica import governance FOLDER`: what it prints, and how it ends."""

import argparse
import json

import pytest

from practica.communities.models import Community
from practica.exchange import command
from practica.exchange.tests.folders import write_folder
from practica.people.tests.factories import AdministratorFactory, PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path):
    return write_folder(tmp_path)


def typed(*words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["governance", *map(str, words)]))


def test_it_takes_a_folder_in_and_says_what_was_done(root, capsys):
    ProgrammeManagerFactory()

    code = typed(root)

    said = capsys.readouterr()
    assert code == 0
    assert said.out.startswith("What was done:\n")
    assert "SIG Pumps, Seal Clinic: “monthly, Friday, 9:00 UTC”" in said.out
    assert (
        "It lies outside every group's folder, and no group names that place as its own: no community can hold it. (1)"
        in said.out
    )
    assert said.err.endswith(f"100 % ({total(said.out)} of {total(said.out)})\n")
    assert Community.objects.count() == 2


def total(said):
    rows = [line.split() for line in said.splitlines()[3:13]]
    return sum(int(row[1]) for row in rows)


def test_a_dry_run_needs_nobody_and_writes_nothing(root, capsys):
    assert typed(root, "--dry-run") == 0

    assert capsys.readouterr().out.startswith("What would be done:\n")
    assert not Community.objects.exists()


def test_json_holds_the_whole_report_and_nothing_else(root, capsys):
    ProgrammeManagerFactory()

    typed(root, "--json")

    report = json.loads(capsys.readouterr().out)
    assert (report["dry_run"], report["counts"]["communities"]["taken"], report["refused"]) == (False, 2, [])


def test_who_answers_for_it_is_the_first_programme_manager_or_administrator_or_the_one_named(root):
    AdministratorFactory()
    manager, named = ProgrammeManagerFactory(), ProgrammeManagerFactory(email="ines@example.org")

    typed(root)
    assert Community.objects.first().created_by == manager

    Community.objects.update(created_by=None)
    (root / "sigs.yaml").write_text("sigs: [{name: Valves, dir: sig-valves}]")
    typed(root, "--by", "INES@example.org")
    assert Community.objects.get(slug="sig-valves").created_by == named


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "There is no programme manager yet"),
        (["--by", "x@example.org"], "Nobody here has the address x@example.org"),
    ],
)
def test_without_anybody_who_answers_for_it_nothing_is_taken_in(root, capsys, words, complaint):
    PersonFactory()

    assert typed(root, *words) == 1
    assert complaint in capsys.readouterr().err
    assert not Community.objects.exists()


def test_a_folder_that_cannot_be_read_is_explained(tmp_path, capsys):
    assert typed(tmp_path, "--dry-run") == 1
    assert "There is no sigs.yaml" in capsys.readouterr().err


def test_a_terminal_sees_a_bar(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    progress = command.Progress()

    progress(20, 40)
    progress(40, 40)

    assert capsys.readouterr().err == f"\r{'█' * 20:░<40}  50 % (20 of 40)\r{'█' * 40} 100 % (40 of 40)\n"
