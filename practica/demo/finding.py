"""Meetings whose date is looked for: two are open for answers, of one the date is settled; and hours that take turns."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from practica.demo.script import dates, turns
from practica.meetings.actions import Dates, answer_dates, ask_for_dates, settle_date, start_series
from practica.meetings.models import Details, Fit, Timing

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import DatePoll

SATURDAY = 5
SAID = {"y": Fit.YES, "n": Fit.NEED, "x": Fit.NO}


def find_dates(stage: Stage, communities: dict[str, Community]) -> None:
    take_turns(stage, communities)
    for told in dates():
        poll = _ask(stage, communities[told["community"]], told)
        _answer(stage, poll, told)
        if "settled" in told:
            with stage.at(stage.moment(told["day"] - 3)):
                settle_date(list(poll.options.all())[told["settled"] - 1], by=poll.opened_by)


def take_turns(stage: Stage, communities: dict[str, Community]) -> None:
    """Somebody lives far away: the hours of this series are theirs in turn."""
    told = turns()
    host = stage.people[told["by"]]
    details = Details(told["title"], aim=told["aim"], link=told["link"], host=host)
    at, *others = (time.fromisoformat(hour) for hour in told["at"])
    first = stage.now.astimezone(stage.zone).date() + timedelta(days=2)
    timing = Timing(first, at, stage.zone.key, told["length"], told["rule"], turns=tuple(others))
    with stage.at(stage.moment(9)):
        start_series(communities[told["community"]], details, timing, by=host)


def _ask(stage: Stage, community: Community, told: Part) -> DatePoll:
    asker = stage.people[told["by"]]
    names = ("title", "aim", "place", "link", "confidentiality")
    details = Details(**{name: told[name] for name in names if name in told}, host=asker)
    opened = stage.moment(told["day"])
    starts = [_workday(stage, days, hour) for days, hour in told["options"]]
    asked = Dates(starts, _workday(stage, told["until"], "23:59"), stage.zone.key, told["length"])
    with stage.at(opened):
        return ask_for_dates(community, details, asked, by=asker)


def _answer(stage: Stage, poll: DatePoll, told: Part) -> None:
    options = list(poll.options.all())
    for number, (key, said) in enumerate(told["said"].items()):
        fits = {option.pk: SAID[letter] for option, letter in zip(options, said, strict=True)}
        with stage.at(stage.after(poll.opened_at, 3 + 2 * number)):
            answer_dates(poll, fits, told.get("notes", {}).get(key, ""), by=stage.people[key])


def _workday(stage: Stage, days: int, hour: str) -> datetime:
    """So many workdays from today."""
    day = stage.now.astimezone(stage.zone).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return datetime.combine(day, time.fromisoformat(hour), stage.zone)
