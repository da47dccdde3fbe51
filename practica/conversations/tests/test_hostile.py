"""What attackers and keyboards produce, in every field that people write in."""

import json
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from practica.communities.tests.factories import CommunityFactory
from practica.conversations import actions
from practica.conversations.actions.writing import rendered
from practica.conversations.forms import ConversationForm
from practica.conversations.models import Conversation
from practica.conversations.tests.factories import a_conversation, a_member, a_reply, joins
from practica.foundation.text_fields import clean_line
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

DANGEROUS = {"script", "iframe", "object", "embed", "svg", "math", "style", "link", "meta", "base", "form"}
SCHEMES = ("javascript:", "vbscript:", "data:")


class Dangers(HTMLParser):
    """What in a page could run; `ours` are elements that the page itself has."""

    def __init__(self, ours=frozenset()):
        super().__init__()
        self.ours, self.found = ours, []

    def handle_starttag(self, tag, attrs):
        is_foreign_script = tag == "script" and not dict(attrs).get("src", "").startswith("/static/")
        if tag in DANGEROUS - self.ours or is_foreign_script:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or name == "style" or (name != "content" and address.startswith(SCHEMES)):
                self.found.append(f"{tag} {name}={value}")


def dangers(html, ours=frozenset()):
    parser = Dangers(ours)
    parser.feed(html)
    return parser.found


@pytest.fixture(scope="session")
def payloads(shared_data):
    folder = shared_data / "xss"
    found = [pair["payload"] for pair in json.loads((folder / "dompurify" / "pairs.json").read_text("utf-8"))]
    files = [folder / "h5sc" / "vectors.txt", *sorted((folder / "payloadbox" / "Intruder").iterdir())]
    for file in files:
        found += [line for line in file.read_text("utf-8", errors="replace").splitlines() if line.strip()]
    return [payload.replace("\x00", "") for payload in found]


@pytest.fixture(scope="session")
def naughty(shared_data):
    return json.loads((shared_data / "naughty-strings" / "blns.json").read_text("utf-8"))


def test_no_payload_survives_as_anything_that_runs(payloads):
    writer = PersonFactory()

    assert len(payloads) > 1000
    assert [p for p in payloads if dangers(rendered(p, writer).html)] == []


def test_no_payload_runs_in_a_page(client_as, payloads):
    community = CommunityFactory()
    author, helper = a_member(community), a_member(community, role="facilitator")
    ours = {"script", "svg", "link", "meta", "form"}
    shown = payloads[::40]
    for payload in shown[:40]:
        words = {"title": clean_line(payload)[:200] or "x", "source": payload, "tags": (payload, payload[::-1])}
        conversation = a_conversation(community, by=author, **words)
    said = a_reply(conversation, by=helper, source="\n\n".join(shown))
    a_reply(conversation, source="x", by=helper, quote=said)
    actions.edit_conversation(conversation, actions.Writing("After", "After", tags=(shown[3],)), by=author)
    actions.close_conversation(conversation, shown[0][:300], by=author)
    client = client_as(helper)

    for name, key in (("community", community.slug), ("tags", community.slug), ("new", community.slug)):
        page = client.get(reverse(f"conversations:{name}", args=[key])).content.decode()
        assert dangers(page, ours) == [], name
    for name in ("detail", "edit", "history"):
        page = client.get(reverse(f"conversations:{name}", args=[conversation.pk])).content.decode()
        assert dangers(page, ours) == [], name


def test_what_people_type_comes_back_as_they_typed_it(naughty):
    community = CommunityFactory()
    author = a_member(community)
    for typed in naughty:
        given = {"kind": "question", "language": "en", "title": typed, "source": typed, "tags": typed}
        form = ConversationForm(given)
        if form.is_valid():
            kept = actions.open_conversation(community, form.writing(), by=author)
            kept.refresh_from_db()
            # A form drops the blanks around what is typed, as browsers' own fields do not.
            assert (kept.source, kept.title) == (typed.strip().replace("\r\n", "\n"), clean_line(typed.strip()))
    assert Conversation.objects.count() > 400


def test_naughty_words_break_no_page(client_as, naughty):
    community = CommunityFactory()
    client = client_as(a_member(community))
    address = reverse("conversations:community", args=[community.slug])

    for typed in naughty[::12]:
        assert client.get(address, {"q": typed, "tag": typed, "kind": typed, "sort": typed}).status_code == 200
        assert client.post(reverse("conversations:preview"), {"source": typed}).status_code == 200


def test_control_characters_are_refused_beside_the_field(client_as):
    community = CommunityFactory()
    address = reverse("conversations:new", args=[community.slug])
    given = {"kind": "question", "language": "en", "title": "Why", "source": "It\x07stops", "tags": ""}

    answer = client_as(a_member(community)).post(address, given)

    assert (answer.status_code, "type it again" in answer.content.decode()) == (422, True)


# Every address of a conversation, with what fills it.
OF_CONVERSATIONS = [
    "detail", "newest", "replies_after", "add_reply", "edit", "history", "close", "reopen", "hide", "show",
    "take_back_acceptance", "move", "cross_post", "follow", "unfollow", "mute", "me_too", "not_me_too", "thank",
    "unthank",
]  # fmt: skip
OF_REPLIES = [
    "reply", "edit_reply", "reply_history", "remove_reply", "hide_reply", "show_reply", "thank_reply", "unthank_reply",
]  # fmt: skip


def addresses(reply):
    conversation, slug = reply.conversation, reply.community.slug
    yield from (reverse(f"conversations:{name}", args=[conversation.pk]) for name in OF_CONVERSATIONS)
    yield from (reverse(f"conversations:{name}", args=[reply.pk]) for name in OF_REPLIES)
    yield reverse("conversations:accept", args=[conversation.pk, reply.pk])
    yield reverse("conversations:read", args=[conversation.pk, 1])
    yield from (reverse(f"conversations:{name}", args=[conversation.pk, slug]) for name in ("pin", "unpin"))
    yield reverse("conversations:take_back_cross_post", args=[conversation.pk, slug])
    yield from (reverse(f"conversations:{name}", args=[slug]) for name in ("community", "new", "tags", "read_all"))


def test_nothing_of_a_private_community_is_there_for_others(client_as):
    reply = a_reply(a_conversation(CommunityFactory(visibility="private")))
    people = [PersonFactory(), a_member(role="facilitator"), a_member(guest=True)]

    for person in people:
        client = client_as(person)
        for address in addresses(reply):
            answers = {client.get(address).status_code, client.post(address, {"reason": "x"}).status_code}
            assert answers <= {404, 405}, address


def test_numbers_of_another_community_are_not_found(client_as):
    mine, other = a_reply(a_conversation()), a_reply(a_conversation())
    client = client_as(mine.conversation.author)

    for address in (
        reverse("conversations:accept", args=[mine.conversation.pk, other.pk]),
        reverse("conversations:pin", args=[mine.conversation.pk, other.community.slug]),
        reverse("conversations:take_back_cross_post", args=[mine.conversation.pk, other.community.slug]),
    ):
        assert client.post(address).status_code == 404, address


def test_what_one_may_only_read_is_forbidden_not_hidden(client_as):
    reply = a_reply(a_conversation())
    reader = joins(PersonFactory(), CommunityFactory())
    client = client_as(reader)

    for name in ("add_reply", "close", "hide", "me_too", "thank", "cross_post"):
        given = {"source": "x", "reason": "x", "community": reply.community.slug}
        assert client.post(reverse(f"conversations:{name}", args=[reply.conversation.pk]), given).status_code == 403
    for name in ("remove_reply", "hide_reply", "thank_reply", "edit_reply"):
        assert client.post(reverse(f"conversations:{name}", args=[reply.pk]), {"source": "x"}).status_code == 403
