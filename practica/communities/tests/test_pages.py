"""Every page opens for those it is for, and for nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from practica.communities.models import Community, FoundingDraft
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    CoreFactory,
    FacilitatorFactory,
    KnowledgeQuestionFactory,
    MembershipFactory,
    member_of,
)
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db

READERS = ["", "about/", "people/", "alumni/", "welcome/", "charter/", "charter/1/"]
MEMBERS = ["invite/"]
CORE = ["questions/"]
MANAGERS = ["members/"]
FACILITATORS = ["settings/", "stage/", "check/", "charter/3/edit/"]
OFFICE = ["sponsor/"]


def furnished(**given):
    """A community in which every kind of row stands once."""
    community = CommunityFactory(domain="Pumps", scope_out="Motors", topics=["pumps"], contact="extension 12", **given)
    KnowledgeQuestionFactory(community=community)
    MembershipFactory(community=community, guest=True)
    MembershipFactory(community=community, invited=True)
    MembershipFactory(community=community, requested=True, message="I repair them")
    MembershipFactory(community=community, former=True)
    MembershipFactory(community=community, offered_role="facilitator", offered_by=PersonFactory())
    CharterFactory(community=community, in_force=True)
    return community


def statuses(browser, community, pages):
    return {page: browser.get(f"{community.get_absolute_url()}{page}").status_code for page in pages}


def all_of(pages, status):
    return dict.fromkeys(pages, status)


def test_a_stranger_reads_an_open_community_and_manages_nothing(client_as):
    community, browser = furnished(), client_as(PersonFactory())

    assert statuses(browser, community, READERS) == all_of(READERS, 200)
    closed = [*MEMBERS, *CORE, *MANAGERS, "settings/", "stage/", "check/", *OFFICE]
    assert statuses(browser, community, closed) == all_of(closed, 403)


@pytest.mark.parametrize("page", [*READERS, *MEMBERS, *CORE, *MANAGERS, *FACILITATORS, *OFFICE])
def test_a_stranger_sees_nothing_of_a_private_community(client_as, page):
    community = furnished(visibility="private")

    assert client_as(PersonFactory()).get(f"{community.get_absolute_url()}{page}").status_code == 404


def test_a_member_invites_and_manages_nothing(client_as):
    community = furnished()
    browser = client_as(member_of(community))

    assert statuses(browser, community, MEMBERS) == all_of(MEMBERS, 200)
    closed = [*CORE, *MANAGERS, "settings/", "stage/", "check/"]
    assert statuses(browser, community, closed) == all_of(closed, 403)


def test_the_core_group_notes_how_far_questions_are(client_as):
    community = furnished()
    browser = client_as(CoreFactory(community=community).person)

    assert statuses(browser, community, CORE) == all_of(CORE, 200)
    assert statuses(browser, community, ["settings/", "check/"]) == all_of(["settings/", "check/"], 403)


def test_the_facilitator_opens_every_page_in_both_languages(client_as):
    community = furnished()
    CharterFactory(community=community, version=3)
    pages = [*READERS, *MEMBERS, *CORE, *MANAGERS, *FACILITATORS]
    for language in ("en", "es"):
        person = FacilitatorFactory(community=community, person__language=language).person
        with translation.override(language):
            assert statuses(client_as(person), community, pages) == all_of(pages, 200)


def test_the_programme_manager_manages_a_private_community_without_reading_it(client_as):
    community = furnished(visibility="private")
    browser = client_as(ProgrammeManagerFactory())

    managed = [*MEMBERS, *MANAGERS, *OFFICE]
    assert statuses(browser, community, managed) == all_of(managed, 200)
    assert statuses(browser, community, ["", "charter/"]) == all_of(["", "charter/"], 404)
    assert statuses(browser, community, ["settings/", "check/"]) == all_of(["settings/", "check/"], 403)


def test_the_pages_beside_communities_open(client_as):
    ana = PersonFactory()
    draft = FoundingDraft.objects.create(author=ana, step=5, answers={"name": "Pumps"})
    pages = ["", "start/", "what-is/", "self-check/", "invitations/", "similar/?name=pumps"]
    pages += [f"founding/{draft.pk}/{step}/" for step in range(1, 6)]

    browser = client_as(ana)
    assert {page: browser.get(f"/communities/{page}").status_code for page in pages} == all_of(pages, 200)
    assert browser.get("/communities/programme/").status_code == 403
    assert client_as(ProgrammeManagerFactory()).get("/communities/programme/").status_code == 200


def test_nobody_opens_what_another_person_began(client_as):
    draft = FoundingDraft.objects.create(author=PersonFactory())
    browser = client_as(PersonFactory())

    assert browser.get(f"/communities/founding/{draft.pk}/1/").status_code == 404
    assert browser.post(f"/communities/founding/{draft.pk}/discard/").status_code == 404


def queries_of(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert browser.get(path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("page", ["", "people/", "alumni/", "members/", "charter/", "questions/", "about/", "check/"])
def test_a_page_asks_the_same_number_of_queries_for_one_row_and_for_three(client_as, page):
    community = furnished()
    browser = client_as(FacilitatorFactory(community=community).person)
    address = f"{community.get_absolute_url()}{page}"
    with_one = queries_of(browser, address)

    for number in range(2):
        member_of(community)
        KnowledgeQuestionFactory(community=community)
        MembershipFactory(community=community, guest=True)
        MembershipFactory(community=community, requested=True)
        MembershipFactory(community=community, former=True)
        CharterFactory(
            community=community,
            version=10 + number,
            state="superseded",
            in_force_at="2020-01-01T00:00Z",
            superseded_at="2021-01-01T00:00Z",
        )
    assert queries_of(browser, address) == with_one


@pytest.mark.parametrize("page", ["", "programme/", "invitations/"])
def test_a_list_of_communities_asks_the_same_number_of_queries_for_one_and_for_three(client_as, page):
    ines = ProgrammeManagerFactory()
    MembershipFactory(person=ines, invited=True)
    FacilitatorFactory()
    browser = client_as(ines)
    with_one = queries_of(browser, f"/communities/{page}")
    for _ in range(2):
        MembershipFactory(person=ines, invited=True)
        FacilitatorFactory(community__visibility="private", community__topics=["pumps"])
    assert queries_of(browser, f"/communities/{page}") == with_one


def test_its_own_words_carry_their_language_where_two_are_spoken(client_as):
    bilingual = {
        "languages": ["en", "es"],
        "domain": "Que las bombas no se paren, y que se oiga a tiempo lo que les pasa.",
    }
    community = CommunityFactory(tagline="Menos noches de guardia", **bilingual)
    browser = client_as(PersonFactory())

    assert (
        '<p class="lede" lang="es">Menos noches de guardia</p>' in browser.get(f"/communities/{community.slug}/").text
    )
    assert '<dd lang="es"><p>Que las bombas' in browser.get(f"/communities/{community.slug}/about/").text


@pytest.mark.parametrize(
    ("languages", "tagline", "language"),
    [
        (["es"], "Sellos", "es"),
        (["en", "es"], "Sellos", ""),
        (["es"], "What we say and do when the water is off", "en"),
        (["en", "es"], "The seals of the pumps, and el agua de los sellos, por la noche", ""),
    ],
)
def test_the_words_say_their_language_before_the_one_that_is_spoken(languages, tagline, language):
    assert CommunityFactory(languages=languages, tagline=tagline, domain="").language == language


def test_of_words_that_were_not_fetched_nothing_is_asked(django_assert_num_queries):
    CommunityFactory(languages=["es"], tagline="Sellos")
    community = Community.objects.only("name").get()

    with django_assert_num_queries(0):
        assert community.language == ""
