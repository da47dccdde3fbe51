"""The learning agenda and the question of the month."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from practica.communities.actions import advance_question, choose_month_question, set_questions
from practica.communities.models import MonthQuestion, QuestionState
from practica.communities.queries.month import Answering, month_progress
from practica.communities.tests.factories import (
    CommunityFactory,
    CoreFactory,
    KnowledgeQuestionFactory,
    facilitator_of,
    member_of,
)
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    found = CommunityFactory()
    facilitator_of(found)
    return found


def asked(community):
    return list(community.questions.values_list("position", "text"))


def test_one_to_five_questions_are_set_in_their_order(community):
    set_questions(community, [" How do we hear it? ", "", "How do we start it?"], by=facilitator_of(community))

    assert asked(community) == [(1, "How do we hear it?"), (2, "How do we start it?")]


def test_a_question_whose_words_stay_keeps_how_far_it_came(community):
    sofia = facilitator_of(community)
    first, _second = set_questions(community, ["A?", "B?"], by=sofia)
    advance_question(first, QuestionState.ADVANCING, by=sofia, note="Two crews tried")

    set_questions(community, ["C?", "a?"], by=sofia)

    assert list(community.questions.values_list("text", "state")) == [("C?", "open"), ("a?", "advancing")]


@pytest.mark.parametrize(("texts", "words"), [(["", " "], "at least one"), (list("abcdef"), "Five")])
def test_none_and_more_than_five_are_refused(community, texts, words):
    with pytest.raises(Refused, match=words):
        set_questions(community, texts, by=facilitator_of(community))


def test_only_the_facilitator_sets_questions_and_the_core_group_advances_them(community):
    question = KnowledgeQuestionFactory(community=community)
    core = CoreFactory(community=community).person

    advance_question(question, QuestionState.ADVANCING, by=core)
    for by in (core, member_of(community), PersonFactory(), ProgrammeManagerFactory()):
        with pytest.raises(PermissionDenied):
            set_questions(community, ["A?"], by=by)
    for by in (member_of(community), PersonFactory()):
        with pytest.raises(PermissionDenied):
            advance_question(question, QuestionState.ANSWERED, by=by, note="x")


def test_an_answered_question_says_what_was_learned(community):
    question = KnowledgeQuestionFactory(community=community)

    with pytest.raises(Refused, match="what you learned"):
        advance_question(question, QuestionState.ANSWERED, by=facilitator_of(community))
    answered = advance_question(
        question, QuestionState.ANSWERED, by=facilitator_of(community), note="Listen at the housing"
    )
    assert (answered.state, answered.note) == ("answered", "Listen at the housing")


def test_a_month_has_one_question_and_a_new_choice_takes_its_place(community):
    sofia = facilitator_of(community)
    first, second = KnowledgeQuestionFactory(community=community), KnowledgeQuestionFactory(community=community)

    choose_month_question(first, by=sofia, goal=5)
    choose_month_question(second, by=sofia, goal=15)

    assert MonthQuestion.objects.get().question == second
    assert month_progress(community).chosen.goal == 15


def test_another_choice_in_another_language_keeps_the_tag_of_what_was_told(community):
    sofia = facilitator_of(community)
    with time_machine.travel("2026-10-31 12:00"):
        with override("es"):
            choose_month_question(KnowledgeQuestionFactory(community=community), by=sofia)
        choose_month_question(KnowledgeQuestionFactory(community=community), by=sofia)

        assert month_progress(community).chosen.tag == "pregunta de octubre de 2026"


def test_the_months_question_is_over_with_its_month(community):
    with time_machine.travel("2026-10-31 12:00"):
        choose_month_question(KnowledgeQuestionFactory(community=community), by=facilitator_of(community))
        assert month_progress(community).chosen.tag == "question of october 2026"
    with time_machine.travel("2026-11-01 12:00"):
        assert month_progress(community) is None


def test_an_answered_question_is_not_chosen_and_only_the_facilitator_chooses(community):
    with pytest.raises(Refused, match="still open"):
        choose_month_question(
            KnowledgeQuestionFactory(community=community, state="answered"), by=facilitator_of(community)
        )
    with pytest.raises(PermissionDenied):
        choose_month_question(KnowledgeQuestionFactory(community=community), by=CoreFactory(community=community).person)


def test_the_card_shows_how_many_practices_were_heard(client_as, community, monkeypatch):
    way = Answering(heard=lambda _month: 9, share_url=lambda _month: "/share/", read_url=lambda _month: "/read/")
    monkeypatch.setattr("practica.communities.queries.month._ways", [way])
    choose_month_question(KnowledgeQuestionFactory(community=community), by=facilitator_of(community), goal=15)

    page = client_as(PersonFactory()).get(community.get_absolute_url()).content.decode()

    assert "9 of 15 practices" in page
    assert 'aria-valuenow="9"' in page


def test_questions_are_written_noted_and_chosen_in_the_browser(client_as, community):
    browser, address = client_as(facilitator_of(community)), f"{community.get_absolute_url()}questions/"

    assert browser.post(address, {"question_1": ""}).status_code == 422
    browser.post(address, {"question_1": "How do we hear it?"})
    question = community.questions.get()
    key = f"question-{question.pk}"
    browser.post(f"{address}{question.pk}/advance/", {f"{key}-state": "advancing", f"{key}-note": "Two crews"})
    browser.post(f"{address}{question.pk}/choose/", {"goal": "12"})
    long = {f"{key}-state": "advancing", f"{key}-note": "z" * 501}
    refused = browser.post(f"{address}{question.pk}/advance/", long)

    assert (refused.status_code, "z" * 501 in refused.text) == (422, True)
    question.refresh_from_db()
    assert (question.state, MonthQuestion.objects.get().goal) == ("advancing", 12)
    other = KnowledgeQuestionFactory()
    assert browser.post(f"{address}{other.pk}/choose/", {"goal": "12"}).status_code == 404
