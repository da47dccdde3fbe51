"""The month's question is answered by conversations that carry its tag."""

import pytest

from practica.communities.actions import choose_month_question
from practica.communities.queries.month import month_progress
from practica.communities.tests.factories import KnowledgeQuestionFactory, facilitator_of, member_of
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_shared_practice_carries_the_tag_and_is_counted(client_as):
    question = KnowledgeQuestionFactory()
    community = question.community
    choose_month_question(question, by=facilitator_of(community), goal=15)
    browser = client_as(member_of(community))
    progress = month_progress(community)
    assert progress.heard == 0

    form = browser.get(progress.share_url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    browser.post(progress.share_url, {**typed, "title": "I listen at the housing", "source": "With a screwdriver."})

    assert Conversation.objects.get().kind == "experience"
    assert month_progress(community).heard == 1
    assert "I listen at the housing" in browser.get(progress.read_url).content.decode()


def test_only_who_can_share_a_practice_is_asked_to(client_as):
    question = KnowledgeQuestionFactory()
    community = question.community
    choose_month_question(question, by=facilitator_of(community), goal=15)
    member = member_of(community)
    browsers = [client_as(member), client_as(PersonFactory())]
    invitations = ("Nobody has shared a practice yet.", "A few lines are enough", "Add yours", "Share a practice")

    def told():
        pages = [browser.get(community.get_absolute_url()).text for browser in browsers]
        return [[words in page for words in invitations] for page in pages]

    assert told() == [[True, True, False, True], [True, False, False, False]]
    a_conversation(community, by=member, kind="experience", tags=(month_progress(community).chosen.tag,))
    assert told() == [[False, False, True, True], [False, False, False, False]]
