import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.conversations import actions
from practica.conversations.models import Kind
from practica.conversations.tests.factories import a_conversation, a_member, a_reply
from practica.foundation.access import Refused
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_person_thanks_for_a_reply_once():
    reply = a_reply(a_conversation())
    thankful = a_member(reply.community)

    assert actions.thank_for_reply(reply, by=thankful).thanks_count == 1
    with pytest.raises(Refused, match="already"):
        actions.thank_for_reply(reply, by=thankful)
    assert actions.take_back_thanks_for_reply(reply, by=thankful).thanks_count == 0
    with pytest.raises(Refused, match="had not thanked"):
        actions.take_back_thanks_for_reply(reply, by=thankful)


def test_a_person_thanks_for_an_opening_post_once():
    conversation = a_conversation()
    thankful = a_member(conversation.community)

    assert actions.thank_for_conversation(conversation, by=thankful).thanks_count == 1
    with pytest.raises(Refused, match="already"):
        actions.thank_for_conversation(conversation, by=thankful)
    assert actions.take_back_thanks_for_conversation(conversation, by=thankful).thanks_count == 0
    with pytest.raises(Refused, match="had not thanked"):
        actions.take_back_thanks_for_conversation(conversation, by=thankful)


def test_nobody_thanks_themselves():
    reply = a_reply(a_conversation())

    with pytest.raises(Refused, match="others"):
        actions.thank_for_reply(reply, by=reply.author)
    with pytest.raises(Refused, match="others"):
        actions.thank_for_conversation(reply.conversation, by=reply.conversation.author)


def test_strangers_do_not_thank():
    reply = a_reply(a_conversation())

    with pytest.raises(PermissionDenied):
        actions.thank_for_reply(reply, by=PersonFactory())
    with pytest.raises(PermissionDenied):
        actions.thank_for_conversation(reply.conversation, by=PersonFactory())


def test_what_is_gone_is_not_thanked_for():
    reply = a_reply(a_conversation())
    actions.remove_reply(reply, by=reply.author)

    with pytest.raises(Refused, match="no longer there"):
        actions.thank_for_reply(reply, by=a_member(reply.community))


def test_others_say_me_too_once_and_may_take_it_back():
    question = a_conversation()
    other = a_member(question.community)

    assert actions.share_question(question, by=other).me_too_count == 1
    with pytest.raises(Refused, match="already"):
        actions.share_question(question, by=other)
    assert actions.leave_question(question, by=other).me_too_count == 0
    with pytest.raises(Refused, match="had not"):
        actions.leave_question(question, by=other)


def test_me_too_is_for_questions_of_others_where_one_belongs():
    question = a_conversation()
    discussion = a_conversation(kind=Kind.DISCUSSION)

    with pytest.raises(Refused, match="your own"):
        actions.share_question(question, by=question.author)
    with pytest.raises(Refused, match="Only questions"):
        actions.share_question(discussion, by=a_member(discussion.community))
    with pytest.raises(PermissionDenied):
        actions.share_question(question, by=PersonFactory())


@pytest.mark.parametrize(
    ("name", "fragment"),
    [("thank", "opening-acts"), ("me_too", "me-too"), ("follow", "follow"), ("mute", "follow")],
)
def test_the_buttons_swap_their_own_part_and_work_without_scripts(client_as, name, fragment):
    conversation = a_conversation()
    address = reverse(f"conversations:{name}", args=[conversation.pk])

    swapped = client_as(a_member(conversation.community)).post(address, headers={"HX-Request": "true"})
    plain = client_as(a_member(conversation.community)).post(address)

    assert f'id="{fragment}"' in swapped.content.decode()
    assert "<html" not in swapped.content.decode()
    assert (plain.status_code, plain["Location"]) == (302, conversation.get_absolute_url())


def test_the_names_of_those_who_thanked_stand_under_the_accepted_answer(client_as):
    reply = a_reply(a_conversation())
    people = [a_member(reply.community) for _ in range(6)]
    actions.accept_answer(reply.conversation, reply, by=reply.conversation.author)
    for person in people:
        actions.thank_for_reply(reply, by=person)

    page = client_as(people[5]).get(reply.conversation.get_absolute_url()).content.decode()

    names = ", ".join(person.name for person in people[:3])
    assert f"You, {names} and 2 more" in " ".join(page.split())
