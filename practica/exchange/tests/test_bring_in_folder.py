"""What an import brings in, that twice is once, and that it tells nobody."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from practica.communities.actions import join_community
from practica.communities.models import Community, Membership, Status, Visibility
from practica.events.models import Event
from practica.exchange.actions import bring_in_folder, plan_of
from practica.exchange.governance.folder import Folder
from practica.exchange.intake.report import report_of
from practica.exchange.models import ImportedRecord, ImportRun, State
from practica.exchange.tests.folders import FILES, write_folder
from practica.files.models import StoredFile
from practica.foundation.access import Refused
from practica.foundation.tests.factories import SomeCommunity, SomePerson
from practica.library.models import Asset, AssetVersion, Collection
from practica.mail.models import Letter
from practica.meetings.models import Confidentiality, Series
from practica.notices.digest import news_for
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


def test_groups_become_communities(root, manager):
    bring_in(root, manager)

    assert pumps().name == "SIG Pumps"
    assert pumps().domain == "Keeps every pump of the plant running, and teaches others how."
    assert pumps().status == Status.ACTIVE
    assert pumps().contact == "Slack #sig-pumps · https://example.org/list"
    assert pumps().scope_in == "seals"
    assert pumps().sponsor.name == "Marta Gil"
    steering = Community.objects.get(slug="committee-steering")
    assert (steering.name, steering.visibility) == ("Steering Committee", Visibility.REQUEST)


def test_people_have_their_roles_and_no_account(root, manager):
    bring_in(root, manager)

    roles = {(m.person.name, m.role, m.state) for m in Membership.objects.filter(community=pumps())}
    assert roles == {
        ("Ana Ríos", "facilitator", "active"),
        ("Luis Paz", "core", "active"),
        ("Eva Sol", "member", "active"),
        ("Old Hand", "member", "left"),
    }
    brought = Person.objects.exclude(pk=manager.pk)
    assert brought.count() == 5
    assert not brought.exclude(claimed_at=None, email=None).exists()
    assert Person.objects.get(name="Ana Ríos").handle == "ana-r"


def test_the_charter_is_in_force_in_its_own_words(root, manager):
    bring_in(root, manager)

    charter = pumps().charters.in_force().get()
    asset = Asset.objects.get(title="How to prime a pump")
    assert charter.body == f"# Pumps Charter\n\nWe care for [pumps](/library/{asset.pk}/).\n"


def test_series_have_their_rule_in_wall_time_and_what_is_unsure_is_marked(root, manager):
    bring_in(root, manager)

    regular, private, clinic = (
        Series.objects.get(title=f"{name}") for name in ("Regular Meeting", "Private Meeting", "Seal Clinic")
    )
    assert (regular.rule, regular.zone, regular.at) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "America/Los_Angeles",
        time(9),
    )
    assert (regular.which_week, regular.assumed_length, regular.link) == (True, True, "https://example.org/join")
    assert (private.rule, private.zone, private.which_week) == ("FREQ=MONTHLY;BYDAY=2TH", "Europe/Warsaw", False)
    assert (regular.confidentiality, private.confidentiality) == (Confidentiality.OPEN, Confidentiality.MEMBERS)
    assert (clinic.needs_date, clinic.words) == (True, "monthly, Friday, 9:00 UTC")
    assert regular.occurrences.filter(starts_at__lt=datetime.now(UTC)).count() <= 1


def test_documents_come_with_their_links_dates_and_shelves(root, manager):
    bring_in(root, manager)

    prime = Asset.objects.get(title="How to prime a pump")
    minutes = Asset.objects.get(title="Minutes 2016-05-18 (Pumps)")
    picture = StoredFile.objects.get(name="pump.png")
    assert f"[minutes](/library/{minutes.pk}/)" in prime.source
    assert f"[priming](/library/{prime.pk}/#air)" in minutes.source
    assert "[governance](https://github.com/example/community/blob/HEAD/governance.md)" in prime.source
    assert "[steering](/communities/committee-steering/)" in prime.source
    assert f"![Pump]({picture.get_absolute_url()})" in prime.source
    assert list(StoredFile.objects.held_by(prime)) == [picture]
    assert minutes.created_at.date() == date(2016, 5, 18)
    assert minutes.tags == ["meeting notes"]
    assert minutes.is_shared
    assert [entry.name for entry in [minutes.owner, *minutes.people.all()]] == ["Ana Ríos", "Ana Ríos"]
    shelves = {shelf.title: shelf.assets.count() for shelf in Collection.objects.filter(community=pumps())}
    assert shelves == {"minutes": 1, "sig-pumps": 5}


def test_what_the_list_of_groups_says_besides_becomes_two_pages(root, manager):
    bring_in(root, manager)

    where = Asset.objects.get(title="Where to find SIG Pumps")
    assert "Slack: #sig-pumps" in where.source
    assert "**Regular Meeting**: biweekly, Tuesday, 9:00 PT (Pacific Time)" in where.source
    assert "[notes](<https://example.org/notes>)" in where.source
    owned = Asset.objects.get(title="Subprojects of SIG Pumps")
    assert "## seals" in owned.source
    assert "Eva Sol (GitHub: eva)" in owned.source


def test_everything_is_remembered_as_an_import_and_nobody_is_told(root, manager):
    bring_in(root, manager)

    assert set(Event.objects.exclude(verb__startswith="exchange.").values_list("source", flat=True)) == {"import"}
    assert not Letter.objects.exists()
    waiting = set(ProcrastinateJob.objects.exclude(queue_name="bulk").values_list("task_name", "args__event_id"))
    assert {task for task, _event in waiting} == {"practica.events.tasks.announce"}
    told = Event.objects.filter(pk__in=[event for _task, event in waiting])
    assert {event.verb.split(".")[0] for event in told} == {"exchange"}


def test_what_was_brought_in_is_no_news_for_those_who_join_later(root, manager):
    bring_in(root, manager)
    join_community(pumps(), by=manager)

    assert news_for(manager, timezone.now() - timedelta(days=7)) == {}


def test_the_second_time_nothing_is_written(root, manager):
    bring_in(root, manager)
    before = (
        Event.objects.count(),
        AssetVersion.objects.count(),
        ImportRun.objects.count(),
        ImportedRecord.objects.count(),
    )

    report = bring_in(root, manager)

    after = (
        Event.objects.count(),
        AssetVersion.objects.count(),
        ImportRun.objects.count(),
        ImportedRecord.objects.count(),
    )
    assert after == before
    assert (report["taken"], report["changed"]) == ([], [])


def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(root, manager):
    dry = report_of(plan_of(Folder(root)))
    assert not Community.objects.exists()
    assert not ImportRun.objects.exists()

    done = bring_in(root, manager)

    assert done == {**dry, "refused": []}


def test_a_community_of_the_same_name_is_left_alone_with_all_that_would_go_into_it(root, manager):
    SomeCommunity(name="sig pumps")

    report = bring_in(root, manager)

    assert [each["name"] for each in report["communities"]] == ["Steering Committee"]
    skipped = {each["what"] for each in report["skipped"]}
    assert {"sig-pumps", "sig-pumps/charter.md", "sig-pumps/how-to-prime.md", "sig-pumps/roles/luis"} <= skipped


def test_every_file_is_in_the_report(root, manager):
    report = bring_in(root, manager)

    named = {each["key"] for each in report["taken"]} | {each["what"] for each in report["skipped"]} | {"sigs.yaml"}
    assert set(FILES) <= named


def test_a_member_may_not_import(root):
    with pytest.raises(PermissionDenied):
        bring_in(root, SomePerson())


def test_two_imports_at_once_are_refused(root, manager):
    ImportRun.objects.create(name="other", state=State.RUNNING, started_by=manager)

    with pytest.raises(Refused, match="Another import"):
        bring_in(root, manager)
    assert not Community.objects.exists()


def test_the_real_folder_is_understood_whole(shared_data):
    report = report_of(plan_of(Folder(shared_data / "kubernetes-community")))

    taken = {part: numbers["taken"] for part, numbers in report["counts"].items()}
    assert (taken["communities"], taken["people"], taken["series"]) == (35, 237, 102)
    assert (taken["charters"], taken["documents"], taken["files"]) == (33, 652, 8)
    assert (report["series"]["total"], report["series"]["with_a_rule"]) == (102, 101)
    assert len(report["series"]["needs-a-date"]) == 1
