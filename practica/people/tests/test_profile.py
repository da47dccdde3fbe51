"""What people say of themselves, and who reads it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from practica.foundation.access import Refused
from practica.organisation.models import Unit
from practica.people import actions
from practica.people.models import Expertise, Person
from practica.people.queries import mention_map
from practica.people.tests.factories import (
    ExpertiseFactory,
    GuestPersonFactory,
    ImportedPersonFactory,
    PersonFactory,
    ProgrammeManagerFactory,
)

pytestmark = pytest.mark.django_db
# Communities lie above people.
Community, Membership = apps.get_model("communities.Community"), apps.get_model("communities.Membership")


def belong(person, community, **given):
    return Membership.objects.create(person=person, community=community, joined_at=timezone.now(), **given)


def a_photo():
    picture = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (800, 600), "teal").save(picture, "JPEG", exif=exif)
    return SimpleUploadedFile("me.jpg", picture.getvalue(), "image/jpeg")


def rows(*pairs):
    data = {"expertise-TOTAL_FORMS": str(len(pairs)), "expertise-INITIAL_FORMS": "0"}
    for number, (tag, level) in enumerate(pairs):
        data |= {f"expertise-{number}-tag": tag, f"expertise-{number}-level": level}
    return data


def test_i_say_what_i_know(client_as):
    ana, unit = PersonFactory(), Unit.objects.create(name="Plants")
    ExpertiseFactory(person=ana, tag="Seals")
    ExpertiseFactory(person=ana, tag="forgotten")
    said = {
        "name": "Ana  Pérez",
        "headline": "Pumps",
        "unit": unit.pk,
        "availability": "busy",
        **rows(("seals", "can_teach"), ("Vacuum pumps", "learning"), ("", "learning")),
    }
    response = client_as(ana).post(reverse("people:edit"), said)
    ana.refresh_from_db()

    assert response.url == ana.get_absolute_url()
    assert (ana.name, ana.unit, ana.availability) == ("Ana Pérez", unit, "busy")
    assert sorted(ana.expertise.values_list("tag", "level")) == [("Vacuum pumps", "learning"), ("seals", "can_teach")]


def test_a_wrong_answer_is_shown_again(client_as):
    response = client_as(PersonFactory()).post(reverse("people:edit"), {"name": "", **rows()})

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["availability", "name"]


def test_nobody_speaks_for_another():
    ana, hugo = PersonFactory(), ProgrammeManagerFactory()
    for change in [
        lambda: actions.change_profile(ana, actions.Profile("x", {}), by=hugo),
        lambda: actions.change_preferences(ana, actions.Preferences("es", "UTC", "dark"), by=hugo),
        lambda: actions.change_photo(ana, a_photo(), by=hugo),
        lambda: actions.remove_photo(ana, by=hugo),
    ]:
        with pytest.raises(PermissionDenied):
            change()


def test_a_photo_is_square_and_says_nothing_hidden(client_as):
    ana = PersonFactory()
    client = client_as(ana)
    client.post(reverse("people:change_photo"), {"photo": a_photo()})
    ana.refresh_from_db()
    answer = client.get(ana.photo_url)
    picture = Image.open(BytesIO(b"".join(answer.streaming_content)))

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert picture.width == picture.height
    assert not picture.getexif()

    client.post(reverse("people:remove_photo"))
    ana.refresh_from_db()
    assert ana.photo_url == ""


def test_a_photo_is_a_picture():
    ana = PersonFactory()
    with pytest.raises(Refused):
        actions.change_photo(ana, SimpleUploadedFile("me.jpg", b"<script>alert(1)</script>"), by=ana)


def test_settings_change_how_pages_speak(client_as):
    ana = PersonFactory()
    client = client_as(ana)
    chosen = {"language": "es", "time_zone": "America/Montevideo", "theme": "dark"}
    response = client.post(reverse("people:settings"), chosen, follow=True)
    ana.refresh_from_db()

    assert (ana.language, ana.time_zone, ana.theme) == ("es", "America/Montevideo", "dark")
    assert '<html lang="es" data-theme="dark"' in response.text


def test_a_profile_is_seen_by_colleagues_and_not_by_strangers_of_a_guest(client_as):
    ana = PersonFactory(name="Ana", ask_me_about="pumps")

    assert "pumps" in client_as(PersonFactory()).get(ana.get_absolute_url()).text
    assert client_as(GuestPersonFactory()).get(ana.get_absolute_url()).status_code == 404


def test_a_guest_sees_the_people_of_their_communities_while_they_belong():
    community = Community.objects.create(name="Leaks", slug="leaks")
    guest, ana, former = GuestPersonFactory(), PersonFactory(), PersonFactory()
    mine = belong(guest, community, role="guest", ends_on=timezone.now() + timedelta(days=9))
    belong(ana, community)
    belong(former, community, state="left", left_at=timezone.now())
    assert set(Person.objects.visible_to(guest)) == {guest, ana}

    mine.state, mine.left_at = "left", timezone.now()
    mine.save()
    assert set(Person.objects.visible_to(guest)) == {guest}


def test_who_has_not_proved_their_address_is_seen_by_nobody():
    hidden = PersonFactory(claimed_at=None, unconfirmed_since=timezone.now())

    assert hidden not in Person.objects.visible_to(PersonFactory())


@pytest.mark.parametrize(
    "asked",
    [{"q": "perez"}, {"q": "ÁNA bomb"}, {"tag": "válvulas"}, {"tag": "valvulas", "level": "can_help"}, {"q": "valvul"}],
)
def test_the_directory_finds_by_name_headline_and_topic_whatever_the_accents(client_as, asked):
    ana = PersonFactory(name="Ana Pérez", headline="Bombas de vacío")
    ExpertiseFactory(person=ana, tag="Válvulas", level="can_help")
    ExpertiseFactory(tag="other", level="learning")
    response = client_as(PersonFactory(name="Me")).get(reverse("people:directory"), asked)

    assert list(response.context["page"]) == [ana]


def test_the_directory_filters_by_unit_and_community(client_as):
    unit, community = Unit.objects.create(name="Plants"), Community.objects.create(name="Leaks", slug="leaks")
    ana, hugo = PersonFactory(unit=unit), PersonFactory()
    belong(hugo, community)
    client = client_as(PersonFactory())

    assert list(client.get(reverse("people:directory"), {"unit": unit.pk}).context["page"]) == [ana]
    assert list(client.get(reverse("people:directory"), {"community": "leaks"}).context["page"]) == [hugo]


def test_a_private_community_is_no_filter_for_others(client_as):
    secret = Community.objects.create(name="Secret", slug="secret", visibility="private")
    belong(PersonFactory(), secret)
    response = client_as(PersonFactory()).get(reverse("people:directory"), {"community": "secret"})

    assert not response.context["is_filtered"]
    assert "Secret" not in response.text


@pytest.mark.parametrize(
    "asked", [{"q": "\x00"}, {"page": "99999"}, {"unit": "x"}, {"level": "king"}, {"q": "' OR 1=1"}]
)
def test_nonsense_in_the_address_does_no_harm(client_as, asked):
    assert client_as(PersonFactory()).get(reverse("people:directory"), asked).status_code == 200


def test_the_directory_has_a_fixed_number_of_queries(client_as, django_assert_max_num_queries):
    client = client_as(PersonFactory())
    client.get(reverse("people:directory"))
    counts = []
    for many in (1, 2):
        for _one in range(many):
            ExpertiseFactory(person__unit=Unit.objects.create(name=f"Unit {Expertise.objects.count()}"))
        with django_assert_max_num_queries(12) as captured:
            client.get(reverse("people:directory"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_composer_is_offered_people_by_the_beginning_of_a_name(client_as):
    ana = PersonFactory(name="Ana Pérez", handle="ana")
    PersonFactory(name="Johana", handle="johana")
    response = client_as(PersonFactory(name="Me")).get(reverse("people:mentions"), {"q": "pere"})

    assert list(response.context["people"]) == [ana]
    assert 'data-value="ana"' in response.text


def test_the_communitys_own_people_are_offered_first(client_as):
    community = Community.objects.create(name="Leaks", slug="leaks")
    PersonFactory(name="Ana A")
    own = PersonFactory(name="Ana Z")
    belong(own, community)
    response = client_as(PersonFactory()).get(reverse("people:mentions"), {"q": "ana", "community": "leaks"})

    assert response.context["people"][0] == own


def test_mentions_link_whom_the_writer_sees():
    PersonFactory(name="Ana", handle="ana")
    community = Community.objects.create(name="Leaks", slug="leaks")
    secret = Community.objects.create(name="Secret", slug="secret", visibility="private")

    assert mention_map(["ANA", "nobody"], community, writer=PersonFactory()) == {"ana": ("Ana", "/people/@ana/")}
    assert mention_map(["ana"], secret, writer=PersonFactory()) == {}
    assert mention_map(["ana"], writer=GuestPersonFactory()) == {}


def test_an_imported_person_is_shown_as_without_an_account(client_as):
    marta = ImportedPersonFactory()

    assert "has no account yet" in client_as(PersonFactory()).get(marta.get_absolute_url()).text


def test_rows_and_mentions_say_what_one_may_ask_about_and_who_has_no_account_yet(client_as):
    PersonFactory(name="Zoe Busy", headline="Pumps", ask_me_about="seal water", availability="busy")
    PersonFactory(name="Zoe Brought", email=None, claimed_at=None)
    reader = client_as(PersonFactory())

    for address in (reverse("people:directory"), reverse("people:mentions") + "?q=zoe"):
        page = reader.get(address).content.decode()
        assert "Ask me about: seal water" in page
        assert "Busy, ask if it matters" in page
        assert page.count("No account yet") == 1
