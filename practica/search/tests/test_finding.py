from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from practica.events.actions import record
from practica.files.actions import hold_files, store_file
from practica.files.models import FileUse
from practica.files.tests.samples import upload
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.search import registry, rights
from practica.search.actions import forget, index, index_all, index_everything
from practica.search.models import SearchEntry
from practica.search.narrowing import Filters
from practica.search.queries import LATEST, find
from practica.search.results import results_of
from practica.search.words import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def communities_can_be_found(monkeypatch):
    """The only feature of these tests: communities, with their domain as text, by who made them."""
    monkeypatch.setattr(registry, "_searchables", {})
    registry.declare(
        model="communities.Community",
        kind="communities",
        title=lambda community: community.name,
        text=lambda community: community.domain,
        community=lambda community: community.pk,
        author=lambda community: community.created_by_id,
        at=lambda community: community.created_at,
        url=lambda community: f"/communities/{community.slug}/",
    )


def made(name, domain="", **facts):
    community = SomeCommunity(name=name, domain=domain, **facts)
    index(community)
    return community


def names(typed, person=None, filters=None, **options):
    found = find(ask(typed), person or SomePerson(), filters, **options)
    entries = SearchEntry.objects.in_bulk(found.ids)
    return [entries[pk].title for pk in found.ids]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The pumps were primed slowly", "priming pump"),
        ("Las bombas de vacío de la planta tardan en cebar", "bomba vacio"),
        ("Las bombas de vacío de la planta tardan en cebar", "VACÍOS"),
        ("Válvula de retención en la línea", "valvula"),
        ("la bomba que usamos en the old plant is broken", "bombas"),
        ("It's the seal-water, mind you", "seal-water"),
        ("Look at PS-21 first", "PS-21"),
        ("Look at the pump", "the pump"),
        ("Mira la bomba de agua", "bomba de agua"),
    ],
)
def test_words_are_found_in_any_form_and_without_accents(text, typed):
    made("Sampling", text)

    assert names(typed) == ["Sampling"]


def test_a_phrase_is_found_only_as_it_stands():
    made("One", "the vacuum pump stands still")
    made("Two", "the pump has lost its vacuum")

    assert names('"vacuum pump"') == ["One"]
    assert names("«vacuum pump»") == names("“vacuum pump”") == ["One"]
    assert sorted(names("vacuum pump")) == ["One", "Two"]


def test_an_unwanted_word_takes_results_away_in_both_languages():
    made("One", "the pumps of the plant and their valves")
    made("Two", "la bomba de la planta y sus válvulas")
    made("Three", "la bomba de la planta y su motor")

    assert names("bomba -valvula") == ["Three"]
    assert names("pump -valve") == []


def test_one_word_or_the_other():
    made("One", "it is about leaks")
    made("Two", "it is about pumps")
    made("Three", "it is about samples")

    assert sorted(names("leak OR pump")) == ["One", "Two"]


@pytest.mark.parametrize(
    "typed", ["", "   ", '"', "-", "the", "-pump", "((&|!'", "\x00", "OR", "'; DROP TABLE x; --", "a" * 5000]
)
def test_what_asks_for_nothing_finds_nothing_and_breaks_nothing(typed):
    made("One", "the pumps of the plant")

    assert names(typed) == []


def test_a_title_weighs_more_than_a_text():
    made("Meters", "all about the pump, every pump, and only the pump")
    made("The pump")

    assert names("pump") == ["The pump", "Meters"]


def test_the_newest_come_first_when_asked():
    old = made("Old pump")
    made("New pump")
    SearchEntry.objects.filter(target_id=old.pk).update(at=timezone.now() - timedelta(days=900))

    assert names("pump", order=LATEST) == ["New pump", "Old pump"]


def test_what_one_may_not_see_is_not_found_and_not_counted():
    private = made("Secret pump", visibility="private")
    made("Open pump")
    member = SomeMembership(community=private).person

    assert sorted(names("pump", member)) == ["Open pump", "Secret pump"]
    found = find(ask("pump"), SomePerson())
    assert (found.total, found.kinds, [name for _pk, name, _n in found.communities]) == (
        1,
        {"communities": 1},
        ["Open pump"],
    )


def test_a_thing_that_becomes_private_is_gone_at_once():
    community = made("Pump")
    community.visibility = "private"
    community.save()

    assert names("pump") == []


def test_recording_an_event_brings_the_index_up_to_date():
    community = made("Pump")
    community.name = "Valve"
    community.save()
    record("communities.renamed", by=SomePerson(), target=community)

    assert (names("pump"), names("valve")) == ([], ["Valve"])


def test_what_is_forgotten_is_not_found():
    forget(made("Pump"))

    assert names("pump") == []


def test_a_whole_model_is_indexed_anew():
    SomeCommunity(name="Pump")
    SomeCommunity(name="Valve")

    assert index_all("communities.community") == 2
    assert names("pump OR valve", order=LATEST) == ["Valve", "Pump"]


def test_the_whole_index_is_written_anew_without_what_is_gone():
    gone, kept = made("Pump"), SomeCommunity(name="Valve")
    SearchEntry.objects.filter(target_id=gone.pk).update(changed_at=timezone.now() - timedelta(hours=1))
    gone.delete()

    assert index_everything() == {"communities.community": 1}
    assert [entry.target_id for entry in SearchEntry.objects.all()] == [kept.pk]


def test_filters_narrow_down():
    author = SomePerson()
    mine = made("Pump of mine", created_by=author)
    made("Pump of theirs", created_by=SomePerson())

    assert names("pump", filters=Filters(author=author.pk)) == ["Pump of mine"]
    assert names("pump", filters=Filters(community=mine.pk)) == ["Pump of mine"]
    assert names("pump", filters=Filters(kind="people")) == []
    assert names("pump", filters=Filters(since=timezone.now() + timedelta(days=1))) == []
    assert len(names("pump", filters=Filters(until=timezone.now() + timedelta(days=1)))) == 2


def test_words_inside_a_file_are_found_with_what_holds_it(run_jobs):
    community = made("Manuals")
    file = store_file(upload("manual.txt", b"la secuencia de cebado"), by=SomePerson())
    hold_files(community, [file], community=community)
    assert FileUse.objects.count() == 1
    run_jobs()

    assert names("cebado") == ["Manuals"]


def test_excerpts_show_the_words_and_nothing_dangerous():
    made("<b>Pump</b>", "x " * 400 + "<script>alert(1)</script> the seal water of the pump & more " + "y " * 400)
    question = ask("pump water")
    [result] = results_of(find(question, SomePerson()).ids, question, SomePerson())

    assert result.title == "&lt;b&gt;<mark>Pump</mark>&lt;/b&gt;"
    assert "seal <mark>water</mark> of the <mark>pump</mark> &amp; more" in result.excerpt
    assert "<script>" not in result.excerpt
    assert len(result.excerpt) < 600


def test_words_of_the_other_language_are_marked_too(run_jobs):
    """What a note carries may be written in another language than the note."""
    community = made("Notes of the separator", "this is the note for the people of the night")
    file = store_file(upload("manual.txt", b"el separador se cebaba con agua de la noria"), by=SomePerson())
    hold_files(community, [file], community=community)
    run_jobs()
    question = ask("separador cebar")
    [result] = results_of(find(question, SomePerson()).ids, question, SomePerson())

    assert SearchEntry.objects.get(target_id=community.pk).language == "en"
    assert "<mark>separador</mark> se <mark>cebaba</mark>" in result.excerpt


def test_a_page_of_results_costs_a_fixed_number_of_queries(django_assert_num_queries):
    person = SomePerson()
    for number in range(3):
        made(f"Pump {number}", "a text about the pump")
        question = ask("pump")
        with django_assert_num_queries(7):
            results_of(find(ask("pump"), person).ids, question, person)


def test_an_unknown_kind_is_a_mistake_of_the_feature():
    with pytest.raises(ValueError, match="not a kind"):
        registry.declare(model="communities.Community", kind="sandwiches")


def test_people_are_found_by_the_rule_that_shows_them():
    registry.declare(model="people.Person", kind="people", title=lambda person: person.name)
    gone = apps.get_model("people.Person").objects.get(pk=SomePerson(name="Diego Sosa").pk)
    index(gone)
    gone.deactivated_at = timezone.now()
    gone.save()

    assert names("diego") == []


def test_of_a_whole_and_its_parts_the_best_is_shown():
    whole = made("Priming of the pump")
    registry.declare(
        model="communities.Community",
        kind="communities",
        title=lambda _community: whole.name,
        text=lambda community: community.domain,
        at=lambda community: community.created_at,
        whole=lambda _community: whole,
    )
    parts = [SomeCommunity(domain=words) for words in ("look at the seal water", "and the pump")]
    index(*parts)

    assert [find(ask(typed), SomePerson()).total for typed in ("priming pump", "seal water")] == [1, 1]
    assert targets("priming pump") == [whole.pk]
    assert targets("seal water") == [parts[0].pk]


def targets(typed):
    found = find(ask(typed), SomePerson())
    return list(SearchEntry.objects.filter(pk__in=found.ids).values_list("target_id", flat=True))


def test_the_rules_are_written_down_once_but_asked_each_time(monkeypatch):
    community, person = made("Pump"), SomePerson()
    assert names("pump", person) == ["Pump"]
    written = []
    monkeypatch.setattr(rights, "visible", lambda *given: written.append(given))

    assert names("pump", person) == ["Pump"]
    community.visibility = "private"
    community.save()
    assert (names("pump", person), written) == ([], [])


def test_what_nobody_declared_is_not_indexed():
    assert index_all("communities.nothing") == 0
