import pytest

from practica.foundation import rates
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.search import registry
from practica.search.actions import index
from practica.search.models import SearchEntry, Word
from practica.search.narrowing import Filters
from practica.search.palette import marked_beginnings
from practica.search.registry import Command
from practica.search.spelling import correct, learn, slips_between
from practica.search.tasks import learn_words
from practica.search.words import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def what_can_be_found(monkeypatch):
    monkeypatch.setattr(registry, "_searchables", {})
    monkeypatch.setattr(registry, "_commands", [])
    monkeypatch.setattr(rates, "_counted", {})
    registry.declare(
        model="communities.Community",
        kind="communities",
        text=lambda community: community.domain,
        community=lambda community: community.pk,
        author=lambda community: community.created_by_id,
        at=lambda community: community.created_at,
        details=lambda community: [community.tagline],
        is_best=lambda community: community.tagline == "best",
        url=lambda community: f"/communities/{community.slug}/",
    )
    registry.declare(
        model="people.Person",
        kind="people",
        url=lambda person: f"/people/{person.handle}/",
        details=lambda person: [person.headline],
    )


def made(name, domain="", **facts):
    community = SomeCommunity(name=name, domain=domain, **facts)
    index(community)
    return community


@pytest.fixture
def browser(client_as):
    return client_as(SomePerson())


def page(browser, **asked):
    response = browser.get("/search/", asked)
    assert response.status_code == 200
    return response


def test_the_page_shows_what_was_found_with_the_words_marked(browser):
    made("Pump reliability", "how we keep vacuum pumps running")

    html = page(browser, q="pump").content.decode()

    assert "<mark>Pump</mark> reliability</a></h3>" in html
    assert "how we keep vacuum <mark>pumps</mark> running" in html


def test_before_anything_is_typed_the_page_says_what_the_box_understands(browser):
    assert "One box over everything you may see" in page(browser).content.decode()


def test_nothing_found_says_so_and_offers_to_search_everything(browser):
    made("Pump reliability")

    assert "Nothing that you may see has these words" in page(browser, q="compressor").content.decode()
    assert "Search everything" in page(browser, q="pump", kind="people").content.decode()


def test_the_communitys_own_answer_comes_first(browser):
    made("Pump pump pump")
    made("Keeping a pump", tagline="best")

    response = page(browser, q="pump")

    assert str(response.context["best"].title) == "Keeping a <mark>pump</mark>"


@pytest.mark.parametrize(
    "asked", [{"page": "x"}, {"page": "-1"}, {"community": "abc"}, {"since": "someday"}, {"kind": "x"}, {"sort": "x"}]
)
def test_an_address_changed_by_hand_breaks_nothing(browser, asked):
    made("Pump")

    assert len(page(browser, q="pump", **asked).context["results"]) == 1


def test_results_come_ten_a_page(browser):
    for number in range(12):
        made(f"Pump {number}")

    first, second = page(browser, q="pump"), page(browser, q="pump", page="2")

    assert [len(first.context["results"]), len(second.context["results"])] == [10, 2]
    assert "11 to 12 of 12 results" in second.content.decode()


def test_a_slip_of_the_finger_finds_what_was_meant(browser):
    made("Bombas confiables", "el cebado de la bomba de vacío")
    learn_words()

    html = page(browser, q="cebdo bomba").content.decode()

    assert "Showing 1 result for <b>cebado bomba</b>." in html
    assert "Search for “cebdo bomba” instead" in html
    assert page(browser, q="cebdo bomba", exact="1").context["results"] == []


@pytest.mark.parametrize("typed", ["halcom", "halcom OR pupm", "pupm -halcom", "halcom -pump"])
def test_a_correction_never_tells_of_words_in_private_places(browser, typed):
    private = made("Proyecto secreto: halcón", visibility="private")
    made("The pump")
    learn_words()

    assert correct(ask("halcom"), SomePerson()) == ""
    assert "halcón" not in page(browser, q=typed).content.decode()
    assert correct(ask("halcom"), SomeMembership(community=private).person) == "halcón"


def test_a_word_of_private_places_is_no_less_a_slip_for_strangers():
    private = made("The vlave, misspelt", visibility="private")
    made("The valve")
    learn_words()

    assert correct(ask("vlave"), SomePerson()) == "valve"
    assert correct(ask("vlave"), SomeMembership(community=private).person) == ""


def test_of_many_likely_words_the_one_that_finds_something_is_offered():
    for name in ("The seat", "Feel the water", "It was seen", "Heel and steel", "Seal water", "A seed"):
        made(name)
    learn_words()

    assert correct(ask("seel water"), SomePerson()) == "seal water"
    assert correct(ask("seel wather"), SomePerson()) == "seal water"
    assert correct(ask("seel water"), SomePerson(), Filters(kind="people")) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("objcet", "object"),
        ("lisence", "license"),
        ("encodng", "encoding"),
        ("comunitad", "comunidad"),
        ("vacoi", "vacío"),
    ],
)
def test_common_slips_are_understood(typed, meant):
    made("Words", "object license encoding comunidad vacío objective silence community")
    learn_words()

    assert correct(ask(typed), SomePerson()) == meant


def test_known_words_phrases_unwanted_and_empty_words_are_left_alone():
    made("pump")
    made("then")
    learn_words()

    assert correct(ask('pump "pomp pomp" -pomp xyzzy the'), SomePerson()) == ""


def test_slips_are_counted_with_swapped_neighbours():
    assert [slips_between("abcd", other) for other in ("abcd", "abdc", "abc", "xbcd", "dcba", "")] == [0, 1, 1, 1, 3, 4]


def test_words_are_learned_once():
    made("Válvula de retención")

    learn()
    learn()

    assert sorted(Word.objects.values_list("text", "plain")) == [("retención", "retencion"), ("válvula", "valvula")]


def test_a_person_who_searches_like_a_machine_is_asked_to_wait(browser, monkeypatch):
    monkeypatch.setattr("practica.search.views.MOST_SEARCHES", 2)
    for _time in range(2):
        page(browser, q="pump")

    assert browser.get("/search/", {"q": "pump"}).status_code == 409


def options(browser, typed):
    response = browser.get("/search/palette/", {"q": typed})
    assert response.status_code == 200
    return {group.title: [str(one.label) for one in group.options] for group in response.context["groups"]}


def test_the_palette_finds_beginnings_of_titles(browser):
    registry.declare_command(
        Command(lambda words: f"Ask {words}", lambda words: f"/ask?{words}", "message-square-plus")
    )
    made("El filtro y el cebado")
    index(SomePerson(name="Cebrián Álamo", headline="Can help"))

    found = options(browser, "céb")

    assert found["Communities"] == ["El filtro y el <mark>ceb</mark>ado"]
    assert found["People"] == ["<mark>Ceb</mark>rián Álamo"]
    assert found["Do"][-2:] == ["Ask céb", "See all results for “céb”"]


@pytest.mark.parametrize("typed", ["pump", "pumps", "pumping ro", "bombas", "bomba cu"])
def test_a_word_typed_whole_is_found_in_its_other_forms(browser, typed):
    made("The pump room and the bomba del cuarto")

    assert len(options(browser, typed)["Communities"]) == 1


def test_the_palette_names_one_answer_of_a_community_before_all_others(browser):
    made("Cebar bien", tagline="best")
    made("Cebar mejor", tagline="best")
    made("Cebo")
    found = options(browser, "ceb")

    assert next(iter(found)) == "Best answer"
    assert len(found["Best answer"]) == 1
    assert len(found["Communities"]) == 2


def test_the_palette_offers_people_alone_after_an_at_sign(browser):
    made("Cebado")
    index(SomePerson(name="Cebrián Álamo"))

    assert options(browser, "@ceb") == {"People": ["<mark>Ceb</mark>rián Álamo"]}


def test_the_palette_shows_only_what_one_may_see(browser):
    made("Cebado secreto", visibility="private")

    assert "Communities" not in options(browser, "ceb")


@pytest.mark.parametrize("typed", ["", "'", "a & b | !c:*", "<b>", "\x00", ">", "@", "ñ" * 300])
def test_the_palette_takes_anything(browser, typed):
    assert "Communities" not in options(browser, typed)


def test_a_title_is_escaped_around_its_marks():
    assert marked_beginnings("<i>Cébado</i> & más", "ceb") == "&lt;i&gt;<mark>Céb</mark>ado&lt;/i&gt; &amp; más"


def test_the_pages_queries_are_counted(browser, django_assert_max_num_queries):
    for number in range(3):
        made(f"Pump {number}", created_by=SomePerson())
        page(browser, q="pump")
        with django_assert_max_num_queries(13):
            page(browser, q="pump")


def test_an_entry_is_named_by_its_thing():
    community = made("Pump")

    assert str(SearchEntry.objects.get()) == f"communities.community:{community.pk}"
