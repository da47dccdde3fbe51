"""Domain, community, practice: seen by those who facilitate, as work to do."""

import pytest

from practica.communities.actions import join_community
from practica.communities.queries import evidence
from practica.communities.tests.factories import (
    CharterFactory,
    CommunityFactory,
    CoreFactory,
    KnowledgeQuestionFactory,
    facilitator_of,
    member_of,
)
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


def strengths(community):
    return {part.part: (part.is_missing, part.is_strong) for part in evidence.check(community)}


def test_a_bare_community_has_work_in_all_three_parts():
    community = CommunityFactory()

    assert strengths(community) == {
        "domain": (True, False),
        "community": (True, False),
        "practice": (True, False),
    }
    assert [len(part.suggestions) for part in evidence.check(community)] == [3, 3, 3]


def test_without_joint_activity_the_community_part_is_weak():
    community = CommunityFactory()
    for _ in range(3):
        member_of(community)

    assert strengths(community)["community"] == (False, False)


def test_a_domain_is_shown_by_words_questions_and_a_charter():
    community = CommunityFactory(domain="Pumps")
    KnowledgeQuestionFactory(community=community)
    CharterFactory(community=community, in_force=True)

    assert strengths(community)["domain"] == (False, True)


def test_what_people_do_counts_as_evidence():
    community = CommunityFactory()
    for _ in range(3):
        join_community(community, by=PersonFactory())

    found = {str(sign.label): sign.count for sign in evidence.check(community)[1].signs}
    assert (found["Three people or more did something"], found["Somebody new came"]) == (3, 3)


def test_features_add_signs_of_their_own(monkeypatch):
    monkeypatch.setattr(evidence, "_declared", {"domain": {}, "community": {}, "practice": {}})

    def tools(community, since):
        return 4

    evidence.declare("practice", "Tools were built", tools)
    evidence.declare("practice", "Tools were built", tools)

    signs = [sign for sign in evidence.check(CommunityFactory())[2].signs if sign.label == "Tools were built"]
    assert [sign.count for sign in signs] == [4]


def test_nobody_but_facilitators_sees_it(client_as):
    community = CommunityFactory()
    address = community.get_absolute_url()

    page = client_as(facilitator_of(community)).get(address).content.decode()
    assert "three-parts" in page
    for person in (member_of(community), CoreFactory(community=community).person, ProgrammeManagerFactory()):
        assert "three-parts" not in client_as(person).get(address).content.decode()
        assert client_as(person).get(f"{address}check/").status_code == 403
