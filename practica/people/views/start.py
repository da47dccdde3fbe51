"""The first run: four short steps, each kept as one goes, then the organisation exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from practica.foundation.calendar_time import is_zone
from practica.organisation.actions import OrganisationChoices
from practica.organisation.forms import FirstPlaceForm, NameForm, PeopleForm
from practica.organisation.models import Joining
from practica.organisation.queries import the_organisation
from practica.people.accounts import let_in
from practica.people.actions import NewAccount, found_organisation
from practica.people.forms.start import ManagerForm

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

DRAFT = "founding"
FIRST_HUE = "sky"


class Step(NamedTuple):
    key: str
    label: Any
    title: Any
    form: type[Form]
    # Said in its own language of each choice that has it.
    notes: tuple[tuple[str, str], ...] = ()


TEMPLATES = (("en", "Templates included"), ("es", "Plantillas incluidas"))
STEPS = (
    Step("organisation", _("Organisation"), _("First, a name over the door"), NameForm),
    Step("place", _("Place and voice"), _("Where you work, how you speak"), FirstPlaceForm, TEMPLATES),
    Step("people", _("People"), _("Who may come in"), PeopleForm),
    Step("you", _("You"), _("And who are you?"), ManagerForm),
)
PLACE = 1


@login_not_required
def start(request: HttpRequest, step: str = STEPS[0].key) -> HttpResponse:
    """Show and keep one step; a later one leads back to the first that has no answer yet."""
    if the_organisation() is not None:
        return redirect("account_login")
    number = _reachable(request, step)
    if STEPS[number].key != step:
        return redirect("organisation:start_step", STEPS[number].key)
    form = STEPS[number].form(request.POST or None, initial=_initial(request, number))
    if request.method == "POST" and form.is_valid():
        if number == len(STEPS) - 1:
            return _found(request, form)
        _keep(request, STEPS[number].key, form.cleaned_data)
        return redirect("organisation:start_step", STEPS[number + 1].key)
    status = 422 if form.is_bound else 200
    return render(request, "people/start.html", _context(request, number, form), status=status)


def _found(request: HttpRequest, form: Form) -> HttpResponse:
    draft, said = _draft(request), form.cleaned_data
    place, people = draft["place"], draft["people"]
    first = place["first_language"]
    choices = OrganisationChoices(
        name=draft["organisation"]["name"],
        languages=[first, *(code for code in place["languages"] if code != first)],
        time_zone=place["time_zone"],
        joining=people["joining"],
        email_domains=tuple(people["email_domains"]),
        places=tuple(place["places"]),
        first_hue=place["first_hue"],
    )
    manager = NewAccount(
        said["name"], said["email"], said["password"], (get_language() or first)[:2], place["time_zone"]
    )
    person = found_organisation(choices, manager)
    request.session.pop(DRAFT, None)
    let_in(request, person)
    return redirect("home:start")


def _draft(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(DRAFT, {})
    return kept


def _keep(request: HttpRequest, key: str, answers: dict[str, Any]) -> None:
    request.session[DRAFT] = {**_draft(request), key: answers}


def _reachable(request: HttpRequest, step: str) -> int:
    """The number of the step asked for, or of the first one before it that still has no answer."""
    draft = _draft(request)
    for number, one in enumerate(STEPS):
        if one.key == step or one.key not in draft:
            return number
    return 0


def _initial(request: HttpRequest, number: int) -> dict[str, Any]:
    zone = request.COOKIES.get("zone", "")
    language = (get_language() or "en")[:2]
    defaults: dict[str, dict[str, Any]] = {
        "place": {
            "languages": ["en", "es"],
            "first_language": language,
            "time_zone": zone if is_zone(zone) else "UTC",
            "first_hue": FIRST_HUE,
        },
        "people": {"joining": Joining.INVITATION},
    }
    key = STEPS[number].key
    kept = dict(_draft(request).get(key, {}))
    if "email_domains" in kept:
        kept["email_domains"] = ", ".join(kept["email_domains"])
    return defaults.get(key, {}) | kept


def city_of(zone: str) -> str:
    """The name of a time zone as people say it; zones of no place have none."""
    region, _slash, city = zone.rpartition("/")
    return city.replace("_", " ") if region and region != "Etc" else ""


def _context(request: HttpRequest, number: int, form: Form) -> dict[str, Any]:
    draft = _draft(request)
    return {
        "form": form,
        "step": STEPS[number],
        "number": number + 1,
        "steps": [
            {"label": one.label, "is_done": n < number, "is_current": n == number} for n, one in enumerate(STEPS)
        ],
        "back": STEPS[number - 1].key if number else "",
        "is_last": number == len(STEPS) - 1,
        "is_kept": STEPS[number].key in draft,
        "organisation_name": draft.get("organisation", {}).get("name", ""),
        "preview_hue": draft.get("place", {}).get("first_hue", FIRST_HUE),
        "preview_language": draft.get("place", {}).get("first_language", (get_language() or "en")[:2]),
        "preview_city": city_of(str(_initial(request, PLACE)["time_zone"])),
        "joining": draft.get("people", {}).get("joining", Joining.INVITATION),
    }
