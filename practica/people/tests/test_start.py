"""The first run: four steps, then the organisation exists."""

import pytest
from django.urls import reverse

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.organisation.actions import OrganisationChoices
from practica.organisation.models import Joining, Organisation
from practica.people.actions import NewAccount, found_organisation
from practica.people.models import Person

pytestmark = pytest.mark.django_db
CHOICES = OrganisationChoices("Litoral Water", ["es", "en"], "America/Montevideo")
MANAGER = NewAccount("Inés Cabrera", "ines@litoral.example", "tres bombas quietas")


def answer(client, step, **answers):
    return client.post(reverse("organisation:start_step", args=[step]), answers)


def walk(client):
    answer(client, "organisation", name=" Litoral  Water ")
    place = {"languages": ["en", "es"], "first_language": "es", "time_zone": "America/Montevideo"}
    answer(client, "place", **place, places=" Puerto  Sauce, Villa Ribera; puerto sauce,", first_hue="plum")
    answer(client, "people", joining="domain", email_domains="@litoral.example, aguas.example")
    return answer(client, "you", name="Inés Cabrera", email="Ines@litoral.example", password="tres bombas quietas")


def test_before_there_is_an_organisation_every_page_leads_to_the_first_step(client):
    assert client.get("/").url == "/start/"
    assert client.get("/start/").status_code == 200


def test_the_four_steps_make_the_organisation_and_sign_its_manager_in(client):
    response = walk(client)

    organisation, person = Organisation.objects.get(), Person.objects.get()
    assert response.url == "/"
    assert organisation.name == "Litoral Water"
    assert organisation.languages == ["es", "en"]
    assert (organisation.places, organisation.first_hue) == (["Puerto Sauce", "Villa Ribera"], "plum")
    assert (organisation.joining, organisation.email_domains) == (Joining.DOMAIN, ["litoral.example", "aguas.example"])
    assert (person.handle, person.email) == ("ines-cabrera", "ines@litoral.example")
    assert person.is_programme_manager
    assert person.is_administrator
    assert person.has_account
    assert person.time_zone == "America/Montevideo"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "people.joined",
        "organisation.founded",
        "people.programme_manager_made",
        "people.administrator_made",
    ]


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("America/Argentina/Buenos_Aires", "<span data-city>Buenos Aires</span> time"),
        ("Etc/GMT+3", "data-preview-no-city>your time"),
        ("UTC", "data-preview-no-city>your time"),
    ],
)
def test_the_preview_says_the_hour_of_the_place_that_was_chosen(client, zone, hour):
    answer(client, "organisation", name="Litoral Water")
    client.cookies["zone"] = zone

    page = client.get(reverse("organisation:start_step", args=["place"]))

    assert hour in page.text
    assert '<small lang="es">Plantillas incluidas</small>' in page.text


def test_what_was_answered_is_kept_for_later(client):
    answer(client, "organisation", name="Litoral Water")

    assert b'value="Litoral Water"' in client.get("/start/organisation/").content


def test_a_later_step_leads_back_to_the_first_without_an_answer(client):
    answer(client, "organisation", name="Litoral Water")

    assert client.get("/start/you/").url == "/start/place/"
    assert client.get("/start/nonsense/").url == "/start/place/"


def test_a_wrong_answer_is_shown_again_beside_its_field(client):
    answer(client, "organisation", name="Litoral Water")
    response = answer(client, "place", languages=["en"], first_language="es", time_zone="UTC", first_hue="sky")

    assert response.status_code == 422
    assert response.context["form"].errors == {"first_language": ["Choose one of the languages above."]}


def test_joining_by_domain_needs_a_domain(client):
    answer(client, "organisation", name="Litoral Water")
    answer(client, "place", languages=["en"], first_language="en", time_zone="UTC", first_hue="sky")
    response = answer(client, "people", joining="domain", email_domains="")
    wrong = answer(client, "people", joining="domain", email_domains="no spaces.here!")

    assert response.context["form"].errors == {"email_domains": ["Name at least one e-mail domain."]}
    assert wrong.status_code == 422


def test_a_weak_password_is_refused_beside_the_field(client):
    answer(client, "organisation", name="Litoral Water")
    answer(client, "place", languages=["en"], first_language="en", time_zone="UTC", first_hue="sky")
    answer(client, "people", joining="open", email_domains="")
    response = answer(client, "you", name="Inés", email="ines@litoral.example", password="password12")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password"]
    assert not Organisation.objects.exists()


def test_an_organisation_is_founded_once(client):
    found_organisation(CHOICES, MANAGER)

    with pytest.raises(Refused, match="already belongs"):
        found_organisation(CHOICES, NewAccount("Eva", "eva@litoral.example", "otra bomba quieta"))

    assert Person.objects.count() == 1
    assert client.get("/start/").url == reverse("account_login")


def test_founding_needs_a_language():
    with pytest.raises(Refused, match="at least one language"):
        found_organisation(OrganisationChoices("Litoral", [], "UTC"), MANAGER)


def test_whoever_came_in_by_the_first_run_sees_the_device_they_sit_at(client):
    walk(client)

    assert b"this device" in client.get(reverse("usersessions_list")).content


def test_an_organisation_names_at_most_sixty_places(client):
    answer(client, "organisation", name="Litoral Water")
    many = ", ".join(f"Town {n}" for n in range(61))
    response = answer(
        client, "place", languages=["en"], first_language="en", time_zone="UTC", first_hue="sky", places=many
    )

    assert response.context["form"].errors == {"places": ["At most 60 places."]}
