"""Every page opens for those who may see it, says no to the others, and asks a fixed number of questions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Visibility
from practica.communities.tests.factories import MembershipFactory
from practica.people.tests.factories import PersonFactory
from practica.topics.actions import support_topic
from practica.topics.models import Topic
from practica.topics.tests.factories import (
    A_REASON,
    CommunityFactory,
    a_topic,
    accepted,
    core_of,
    facilitator_of,
    member_of,
)

pytestmark = pytest.mark.django_db
GIVEN = {"title": "Hearing a bearing", "why": "Before the sensor does.", "horizon": "year", "lane": "learn"}
# A page of topics, and one of them, with the session, the organisation and the rail.
LIST, TOPIC = 8, 11
ANSWER_PAGES = ["decline", "park", "merge"]


def test_the_list_of_an_empty_community_says_how_to_begin(client_as):
    community = CommunityFactory()
    url = reverse("topics:community", args=[community.slug])

    assert "What should we learn" in client_as(member_of(community)).get(url).content.decode()
    assert "Members of this community suggest here" in client_as(PersonFactory()).get(url).content.decode()


def test_topics_of_a_private_community_are_not_found_by_strangers(client_as):
    community = CommunityFactory(visibility=Visibility.PRIVATE)
    topic = a_topic(community)
    stranger = client_as(PersonFactory())
    for url in (topic.get_absolute_url(), reverse("topics:community", args=[community.slug])):
        assert (stranger.get(url).status_code, client_as(topic.author).get(url).status_code) == (404, 200)


@pytest.mark.parametrize("name", [*ANSWER_PAGES, "hide", "finish"])
def test_the_pages_of_answers_are_for_those_who_answer(client_as, name):
    community = CommunityFactory()
    topic = a_topic(community)
    url = reverse(f"topics:{name}", args=[topic.pk])

    assert client_as(topic.author).get(url).status_code == 403
    # What can't be done now is said before they begin to type.
    assert client_as(facilitator_of(community)).get(url).status_code == (409 if name == "finish" else 200)


@pytest.mark.parametrize("name", ["decline", "park"])
def test_what_was_decided_has_no_page_to_decide_it_again(client_as, name):
    community = CommunityFactory()
    (topic,) = accepted(community, "Hearing a bearing")
    url = reverse(f"topics:{name}", args=[topic.pk])

    assert client_as(facilitator_of(community)).get(url).status_code == 409


def test_look_alikes_are_shown_once_before_it_is_sent_without_scripts(client_as):
    community = CommunityFactory()
    first, luis = a_topic(community, title="Hearing a bearing"), member_of(community)
    url = reverse("topics:suggest", args=[community.slug])
    page = client_as(luis).post(url, GIVEN)

    assert (page.status_code, Topic.objects.count()) == (200, 1)
    assert "Suggest it all the same" in page.content.decode()
    page = client_as(luis).post(url, {**GIVEN, "seen": [first.pk]})
    assert (page.status_code, Topic.objects.count()) == (302, 2)


def test_they_are_shown_while_one_types(client_as):
    community = CommunityFactory()
    a_topic(community, title="Hearing a bearing")
    url = reverse("topics:alike", args=[community.slug])
    body = client_as(member_of(community)).post(url, {"title": "Hear the bearings"}).content.decode()

    assert ("Is it one of these?" in body, "Support it" in body) == (True, True)
    # Support has a name, so it is not offered to somebody who wants none.
    quiet = client_as(member_of(community)).post(f"{url}?quietly=1", {"title": "Hear the bearings"}).content.decode()
    assert ("Is it one of these?" in quiet, "Support it" in quiet) == (True, False)
    assert client_as(PersonFactory()).post(url, {"title": "Hear"}).status_code == 403


def test_a_form_without_its_words_comes_back(client_as):
    community = CommunityFactory()
    url = reverse("topics:suggest", args=[community.slug])
    page = client_as(member_of(community)).post(url, {"title": "", "why": "", "seen": ["x", "9" * 30]})

    assert (page.status_code, Topic.objects.count()) == (422, 0)


def test_an_answer_without_its_reason_comes_back_and_is_told(client_as):
    community = CommunityFactory()
    topic, core = a_topic(community), core_of(community)
    page = client_as(core).post(reverse("topics:decline", args=[topic.pk]), {"reason": "No."})
    assert (page.status_code, "at least 20 characters" in page.content.decode()) == (422, True)

    client_as(core).post(reverse("topics:decline", args=[topic.pk]), {"reason": A_REASON})
    assert A_REASON in client_as(topic.author).get(topic.get_absolute_url()).content.decode()
    listed = client_as(topic.author).get(reverse("topics:set_aside", args=[community.slug, "declined"]))
    assert A_REASON in listed.content.decode()


def test_every_answer_works_by_its_button(client_as):
    community = CommunityFactory()
    browser = client_as(facilitator_of(community))
    one, two, three = (a_topic(community, title=title) for title in ("Alpha", "Beta", "Gamma"))
    pressed = [
        (one, "consider", {}, 302),
        (one, "accept", {"lane": "build"}, 302),
        (one, "move", {"lane": "learn", "place": 1}, 302),
        (one, "move", {"lane": "learn", "place": "x"}, 404),
        (one, "finish", {"outcome": " "}, 422),
        (two, "merge", {"into": one.pk}, 302),
        (two, "merge", {"into": "x"}, 404),
        (two, "unmerge", {}, 302),
        (one, "finish", {"outcome": "We hear it."}, 302),
        (two, "park", {"until": "2020-01-01"}, 422),
        (two, "park", {}, 422),
        (three, "hide", {"reason": ""}, 422),
        (three, "hide", {"reason": "Names a colleague"}, 302),
        (three, "show", {}, 302),
        (three, "keep_apart", {}, 409),
        (one, "reconsider", {}, 302),
    ]
    for topic, name, given, status in pressed:
        answer = browser.post(reverse(f"topics:{name}", args=[topic.pk]), given)
        assert (topic.title, name, given, answer.status_code) == (topic.title, name, given, status)
    states = list(Topic.objects.order_by("title").values_list("state", flat=True))
    assert states == ["considering", "suggested", "suggested"]


def test_an_answer_goes_back_to_where_it_was_given_but_nowhere_else(client_as):
    community = CommunityFactory()
    topic, core = a_topic(community), core_of(community)
    browser = client_as(core)
    home = reverse("topics:community", args=[community.slug])
    url = reverse("topics:consider", args=[topic.pk])
    assert browser.post(url, {"next": home}).url == home
    accept = reverse("topics:accept", args=[topic.pk])
    assert browser.post(accept, {"next": "//elsewhere.example/"}).url == topic.get_absolute_url()
    support = reverse("topics:support", args=[topic.pk])
    assert browser.post(support).url == topic.get_absolute_url()


def test_its_author_changes_it_on_a_page(client_as):
    topic = a_topic()
    browser = client_as(topic.author)
    url = reverse("topics:change", args=[topic.pk])
    assert topic.title in browser.get(url).content.decode()
    assert browser.post(url, {**GIVEN, "title": ""}).status_code == 422
    assert browser.post(url, GIVEN).url == topic.get_absolute_url()
    topic.refresh_from_db()
    assert topic.title == GIVEN["title"]


def test_parked_and_hidden_ones_have_their_pages(client_as):
    community = CommunityFactory()
    facilitator = facilitator_of(community)
    one, two = a_topic(community), a_topic(community, title="Hearing a bearing")
    browser = client_as(facilitator)
    until = timezone.localdate() + timedelta(days=30)
    given = {"until": until.isoformat(), "reason": "After the winter"}
    assert browser.post(reverse("topics:park", args=[one.pk]), given).status_code == 302
    browser.post(reverse("topics:hide", args=[two.pk]), {"reason": "Names a colleague"})
    for state, words in (("parked", "After the winter"), ("hidden", "Names a colleague")):
        url = reverse("topics:set_aside", args=[community.slug, state])
        assert words in browser.get(url).content.decode()
    url = reverse("topics:set_aside", args=[community.slug, "hidden"])
    assert client_as(one.author).get(url).status_code == 403


def test_the_one_to_merge_with_is_found_by_its_title(client_as):
    community = CommunityFactory()
    topic, other = a_topic(community, title="Hearing a bearing"), a_topic(community, title="Grease")
    url = reverse("topics:merge", args=[topic.pk])
    browser = client_as(core_of(community))

    assert "Merge into this" in browser.get(url, {"q": "grease"}).content.decode()
    assert other.title not in browser.get(url, {"q": "seal water"}).content.decode()


def test_support_over_htmx_answers_with_the_button(client_as):
    community = CommunityFactory()
    topic, luis = a_topic(community), member_of(community)
    for name, pressed in (("support", "true"), ("withdraw", "false")):
        url = reverse(f"topics:{name}", args=[topic.pk])
        body = client_as(luis).post(url, headers={"HX-Request": "true"}).content.decode()
        assert (f'aria-pressed="{pressed}"' in body, "<html" in body) == (True, False)


def test_a_move_over_htmx_answers_with_the_lanes_and_says_the_new_place(client_as):
    community = CommunityFactory()
    _one, two = accepted(community, "Alpha", "Beta")
    url = reverse("topics:move", args=[two.pk])
    page = client_as(member_of(community)).post(url, {"lane": "learn", "place": 1}, headers={"HX-Request": "true"})

    assert "“Beta” is number 1 in Learn now." in page.content.decode()


def test_somebody_with_one_community_suggests_there_at_once(client_as):
    community = CommunityFactory()
    person = member_of(community)
    page = client_as(person).get(reverse("topics:where") + "?title=Bearings&source=search")
    assert page.url == f"/topics/in/{community.slug}/suggest/?title=Bearings&source=search"
    assert 'value="Bearings"' in client_as(person).get(page.url).content.decode()

    member_of_two = member_of(CommunityFactory())
    assert client_as(PersonFactory()).get(reverse("topics:where")).status_code == 200
    assert client_as(member_of_two).get(reverse("topics:where")).status_code == 302


def test_a_search_that_finds_nothing_leads_to_a_question_and_then_to_a_suggestion(client_as):
    body = client_as(member_of(CommunityFactory())).get("/search/?q=zyzzyva").content.decode()

    assert "Does somebody know?" in body
    assert "/topics/suggest/?title=zyzzyva&amp;source=search" in body
    assert body.index("as a question") < body.index("Suggest it as a topic")


def test_the_palette_suggests_what_was_typed(client_as):
    body = client_as(member_of(CommunityFactory())).get("/search/palette/?q=zyzzyva").content.decode()

    assert "/topics/suggest/?title=zyzzyva&amp;source=search" in body
    assert "Suggest “zyzzyva” as a topic" in body


def test_who_belongs_to_several_is_asked_where_with_their_words_in_sight(client_as):
    one, other = CommunityFactory(), CommunityFactory()
    person = member_of(one)
    MembershipFactory(community=other, person=person)
    page = client_as(person).get(reverse("topics:where") + "?title=Bearings&source=search").content.decode()

    assert "“Bearings”: in which community?" in page
    for place in (one, other):
        assert f"/topics/in/{place.slug}/suggest/?title=Bearings&amp;source=search" in page


def test_a_topic_is_found_by_its_words(client_as):
    topic = a_topic(why="The vibration gives it away.")
    body = client_as(topic.author).get("/search/?q=vibrations&kind=topics").content.decode()

    assert topic.get_absolute_url() in body


def filled(community, number):
    luis = member_of(community)
    for n in range(number):
        topic = a_topic(community, title=f"Alpha {n} number")
        support_topic(topic, by=luis)
    accepted(community, *(f"Accepted {n}" for n in range(number)))
    return luis


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(client_as, django_assert_num_queries, rows):
    community = CommunityFactory()
    filled(community, rows)
    browser = client_as(facilitator_of(community))
    url = reverse("topics:community", args=[community.slug])
    browser.get(url)
    with django_assert_num_queries(LIST):
        page = browser.get(url)
    assert page.content.decode().count('class="idea"') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_topic_asks_a_fixed_number_of_questions(client_as, django_assert_num_queries, rows):
    community = CommunityFactory()
    topic = a_topic(community)
    for _person in range(rows):
        support_topic(topic, by=member_of(community))
    browser = client_as(facilitator_of(community))
    browser.get(topic.get_absolute_url())
    with django_assert_num_queries(TOPIC):
        browser.get(topic.get_absolute_url())


def test_a_long_list_has_pages_and_a_lane_its_own(client_as):
    community = CommunityFactory()
    filled(community, 22)
    browser = client_as(facilitator_of(community))
    body = browser.get(reverse("topics:community", args=[community.slug])).content.decode()

    assert (body.count('class="idea"'), "22 suggestions" in body) == (20, True)
    assert body.count('data-topic="') == 8
    body = browser.get(reverse("topics:lane", args=[community.slug, "learn"])).content.decode()
    assert body.count('data-topic="') == 22
    for address in (("lane", "dance"), ("set_aside", "merged")):
        assert browser.get(reverse(f"topics:{address[0]}", args=[community.slug, address[1]])).status_code == 404
