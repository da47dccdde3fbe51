"""The folder changes, and so do people here: what a later import does, and what it leaves alone."""

from datetime import UTC, datetime

import pytest

from practica.communities.actions import edit_community
from practica.communities.models import Community, Membership
from practica.exchange.actions import bring_in_folder
from practica.exchange.intake import plan
from practica.exchange.models import ImportRun, State
from practica.exchange.tests.folders import SIGS, write_folder
from practica.foundation.tests.factories import SomePerson
from practica.library.actions import retire_asset
from practica.library.models import Asset
from practica.meetings.actions import end_series
from practica.meetings.models import Series
from practica.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return SomePerson(is_programme_manager=True)


@pytest.fixture
def root(tmp_path):
    return write_folder(tmp_path)


def bring_in(root, by):
    return bring_in_folder(root, by=by, progress=lambda _done, _total: None)


def pumps():
    return Community.objects.get(slug="sig-pumps")


def test_a_changed_file_becomes_a_new_version(root, manager):
    bring_in(root, manager)
    (root / "sig-pumps/annual-report-2024.md").write_text("# 2024 Annual Report: Pumps\n\nA great year.\n")

    report = bring_in(root, manager)

    assert [(each["part"], each["key"]) for each in report["changed"]] == [
        ("documents", "sig-pumps/annual-report-2024.md")
    ]
    asset = Asset.objects.get(title="2024 Annual Report: Pumps")
    assert [(version.number, "great" in version.source) for version in asset.versions.all()] == [(2, True), (1, False)]


def test_a_file_that_comes_later_is_linked_from_those_that_wait_for_it(root, manager):
    bring_in(root, manager)
    write_folder(
        root, {"sig-pumps/seals.md": "# Seals\n\nText.\n", "sig-pumps/minutes/2016-05-18.md": "[seals](../seals.md)\n"}
    )

    bring_in(root, manager)

    seals = Asset.objects.get(title="Seals")
    assert Asset.objects.get(title="Minutes 2016-05-18 (Pumps)").source == f"[seals](/library/{seals.pk}/)\n"


def test_new_words_of_the_list_replace_only_what_nobody_changed_here(root, manager):
    bring_in(root, manager)
    ana = Person.objects.get(handle="ana-r")
    edit_community(pumps(), {"domain": "Our own words."}, by=ana)
    (root / "sigs.yaml").write_text(
        SIGS.replace("teaches others how", "writes it down").replace("slack: sig", "slack: the")
    )

    bring_in(root, manager)

    assert pumps().domain == "Our own words."
    assert pumps().contact == "Slack #the-pumps · https://example.org/list"
    assert pumps().tagline == "Keeps every pump of the plant running, and writes it down."


def test_a_series_follows_new_words(root, manager):
    bring_in(root, manager)
    (root / "sigs.yaml").write_text(
        SIGS.replace("frequency: biweekly", "frequency: weekly").replace("frequency: monthly}", "frequency: weekly}")
    )

    report = bring_in(root, manager)

    assert report["counts"]["series"]["changed"] == 2
    regular, clinic = Series.objects.get(title="Regular Meeting"), Series.objects.get(title="Seal Clinic")
    assert (regular.rule, regular.which_week, regular.assumed_length) == ("FREQ=WEEKLY;BYDAY=TU", False, True)
    assert (clinic.rule, clinic.needs_date) == ("FREQ=WEEKLY;BYDAY=FR", False)


def test_a_role_that_changed_is_followed_until_the_person_has_an_account(root, manager):
    bring_in(root, manager)
    promoted = SIGS.replace("tech_leads: [{github: luis, name: Luis Paz}]", "").replace(
        "email: ana@example.org}", "email: ana@example.org}, {github: luis, name: Luis Paz}"
    )
    (root / "sigs.yaml").write_text(promoted)
    bring_in(root, manager)
    luis = Membership.objects.get(person__handle="luis")
    assert luis.role == "facilitator"

    Person.objects.filter(handle="luis").update(email="luis@example.org", claimed_at=datetime.now(UTC))
    (root / "sigs.yaml").write_text(SIGS)
    report = bring_in(root, manager)

    luis.refresh_from_db()
    assert luis.role == "facilitator"
    assert [each["what"] for each in report["skipped"] if "account" in each["reason"]] == ["sig-pumps/roles/luis"]


def test_what_left_the_folder_stays_here_and_is_named(root, manager):
    bring_in(root, manager)
    (root / "sig-pumps/annual-report-2024.md").unlink()

    assert bring_in(root, manager)["no_longer_in_folder"] == ["sig-pumps/annual-report-2024.md"]
    assert Asset.objects.filter(title="2024 Annual Report: Pumps").exists()


def test_an_import_that_is_stopped_goes_on_the_next_time(root, manager):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in_folder(root, by=manager, progress=stop)
    assert ImportRun.objects.get().state == State.FAILED
    assert Community.objects.exists()

    bring_in(root, manager)

    assert bring_in(root, manager)["taken"] == []
    assert pumps().memberships.count() == 4
    assert Asset.objects.filter(community=pumps()).count() == 6


def reasons(report):
    return {each["what"]: each["reason"] for each in report["skipped"]}


def test_what_was_retired_or_ended_here_is_not_brought_back(root, manager):
    bring_in(root, manager)
    ana = Person.objects.get(handle="ana-r")
    retire_asset(Asset.objects.get(title="How to prime a pump"), reason="We buy better pumps.", by=ana)
    end_series(Series.objects.get(title="Regular Meeting"), "Nobody came.", by=ana)
    (root / "sig-pumps/how-to-prime.md").write_text("# How to prime a pump\n\nSlowly.\n")
    (root / "sigs.yaml").write_text(SIGS.replace("frequency: biweekly", "frequency: weekly"))

    found = reasons(bring_in(root, manager))

    assert found["sig-pumps/how-to-prime.md"] == plan.RETIRED
    assert found["sig-pumps/meetings/-/Regular Meeting"] == plan.ENDED


def test_words_that_no_longer_say_when_leave_the_series_as_it_is(root, manager):
    bring_in(root, manager)
    (root / "sigs.yaml").write_text(SIGS.replace("frequency: biweekly", "frequency: when needed"))

    found = reasons(bring_in(root, manager))

    assert found["sig-pumps/meetings/-/Regular Meeting"] == plan.WORDS_LOST
    assert Series.objects.get(title="Regular Meeting").rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"


def test_what_is_gone_here_stays_gone(root, manager):
    bring_in(root, manager)
    Series.objects.get(title="Regular Meeting").delete()
    Membership.objects.filter(person__handle="luis").delete()
    (root / "sigs.yaml").write_text(
        SIGS.replace("frequency: biweekly", "frequency: weekly")
        .replace("tech_leads: [{github: luis", "chairs2: [{github: luis")
        .replace("leads: [{github: eva, name: Eva Sol}]", "leads: [{github: luis, name: Luis Paz}]")
    )

    found = reasons(bring_in(root, manager))

    assert found["sig-pumps/meetings/-/Regular Meeting"] == plan.REMOVED
    assert found["sig-pumps/roles/luis"] == plan.REMOVED


def test_a_closed_community_takes_nothing_more(root, manager):
    bring_in(root, manager)
    Community.objects.filter(slug="sig-pumps").update(status="closed")
    (root / "sig-pumps/new.md").write_text("# New\n")

    assert reasons(bring_in(root, manager))["sig-pumps/new.md"] == plan.CLOSED


def test_a_name_follows_the_folder_until_the_person_has_an_account(root, manager):
    bring_in(root, manager)
    (root / "sigs.yaml").write_text(SIGS.replace("Ana Ríos", "Ana Ríos Paz"))
    bring_in(root, manager)
    ana = Person.objects.get(handle="ana-r")
    assert ana.name == "Ana Ríos Paz"

    Person.objects.filter(pk=ana.pk).update(email="ana@example.org", claimed_at=datetime.now(UTC))
    (root / "sigs.yaml").write_text(SIGS)
    found = reasons(bring_in(root, manager))

    assert found["people/ana-r"] == plan.OWN_NAME


def test_a_file_the_library_refuses_is_named_and_the_rest_goes_on(root, manager):
    (root / "sig-pumps/fake.pdf").write_text("no PDF at all")

    report = bring_in(root, manager)

    assert [each["what"] for each in report["refused"]] == ["sig-pumps/fake.pdf"]
    assert "its content is something else" in report["refused"][0]["reason"]
    assert Asset.objects.filter(title="How to prime a pump").exists()
