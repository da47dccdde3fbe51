"""The next dates of real series whose words are certain, worked out by hand with a calendar of autumn 2026.

The first of September 2026 is a Tuesday, of October a Thursday, of November a Sunday.
For “biweekly starting …” the comment counts the days from the start to the first such weekday of September:
an even number of weeks, and it is a day of the series; an odd one, and the series meets a week later.
"""

from datetime import date
from itertools import islice

import pytest

from practica.exchange.governance.frequency import Mark
from practica.exchange.governance.reader import read_governance
from practica.exchange.governance.series import series_of

SEPTEMBER = date(2026, 9, 1)
CERTAIN = [
    # First Wednesday of the month.
    ("sig-architecture", "conformance office Hours", ["09-02", "10-07", "11-04"]),
    ("sig-cloud-provider", "Cloud Provider vSphere monthly syncup", ["09-02", "10-07", "11-04"]),
    ("committee-steering", "Public Steering Committee Meeting", ["09-02", "10-07", "11-04"]),
    # Third Wednesday.
    ("committee-steering", "Private Steering Committee Meeting", ["09-16", "10-21", "11-18"]),
    ("sig-cluster-lifecycle", "Cluster API Operator office hours", ["09-16", "10-21", "11-18"]),
    # Last Wednesday: September has a fifth one.
    ("sig-cloud-provider", "Regular IBM Subproject Meeting", ["09-30", "10-28", "11-25"]),
    # Third and first Tuesday.
    ("sig-cloud-provider", "Azure Subproject Meeting", ["09-15", "10-20", "11-17"]),
    ("sig-cloud-provider", "Regular Oracle Cloud Subproject Meeting", ["09-01", "10-06", "11-03"]),
    ("sig-docs", "New Contributor Meet and Greet", ["09-01", "10-06", "11-03"]),
    # First Monday.
    ("sig-docs", "Localization Subproject Meeting", ["09-07", "10-05", "11-02"]),
    # First, second and fourth Thursday.
    ("sig-cluster-lifecycle", "Cluster API infrastructure provider for GCP", ["09-03", "10-01", "11-05"]),
    ("sig-cluster-lifecycle", "Cluster API Provider DigitalOcean office hours", ["09-10", "10-08", "11-12"]),
    ("sig-contributor-experience", "GitHub Administration Subproject", ["09-24", "10-22", "11-26"]),
    # The Wednesday after the fourth Tuesday (22 September, 27 October, 24 November).
    ("sig-docs", "APAC SIG Meeting", ["09-23", "10-28", "11-25"]),
    # From Friday 11 January 2019: 2793 days to 4 September, 399 weeks.
    ("sig-cloud-provider", "Regular AWS Subproject Meeting", ["09-11", "09-25", "10-09"]),
    # From Wednesday 20 March 2019: 2723 days to 2 September, 389 weeks.
    ("sig-cloud-provider", "Regular OpenStack Subproject Meeting", ["09-09", "09-23", "10-07"]),
    # From Thursday 25 June 2020: 2261 days to 3 September, 323 weeks.
    ("sig-cluster-lifecycle", "Cluster API vSphere meeting", ["09-10", "09-24", "10-08"]),
    # From Tuesday 28 October 2025: 308 days to 1 September, 44 weeks.
    ("sig-network", "SIG Network Multi-Network Meeting", ["09-01", "09-15", "09-29"]),
    # From Tuesday 10 September 2024: 721 days to 1 September, 103 weeks.
    ("sig-network", "Gateway API Meeting (Europe)", ["09-08", "09-22", "10-06"]),
    # From Tuesday 11 February 2025: 567 days to 1 September, 81 weeks.
    ("sig-scheduling", "biweekly meeting (Asia & Europe)", ["09-08", "09-22", "10-06"]),
    # From Thursday 7 June 2018: 3010 days to 3 September, 430 weeks.
    ("sig-scheduling", "biweekly meeting (NA & Europe)", ["09-03", "09-17", "10-01"]),
    # From Tuesday 27 February 2024: 917 days to 1 September, 131 weeks; the other began two weeks later.
    ("sig-scheduling", "descheduler biweekly meeting Europe time", ["09-08", "09-22", "10-06"]),
    ("sig-scheduling", "descheduler biweekly meeting North America time", ["09-08", "09-22", "10-06"]),
    # From Tuesday 16 April 2024: 868 days to 1 September, 124 weeks.
    ("sig-testing", "Hydrophone Office Hours", ["09-01", "09-15", "09-29"]),
    # From Tuesday 13 August 2019: 2576 days to 1 September, 368 weeks.
    ("sig-testing", "SIG Testing Bi-Weekly Meeting", ["09-01", "09-15", "09-29"]),
    # Weekly ones, with and without a written start.
    ("sig-cluster-lifecycle", "Cluster API Provider KubeVirt Syncup Meetings", ["09-01", "09-08", "09-15"]),
    ("wg-batch", "Regular Meeting", ["09-03", "09-10", "09-17"]),
    ("sig-autoscaling", "Regular SIG Meeting", ["09-03", "09-10", "09-17"]),
    ("sig-node", "Main SIG Meeting", ["09-01", "09-08", "09-15"]),
    ("wg-node-lifecycle", "WG Node Lifecycle Weekly Meeting", ["09-07", "09-14", "09-21"]),
]


@pytest.fixture(scope="module")
def series(shared_data):
    groups = read_governance(shared_data / "kubernetes-community").groups
    return {
        (group.folder, each.meeting.description): each for group in groups for each in series_of(group, since=SEPTEMBER)
    }


@pytest.mark.parametrize(("folder", "description", "expected"), CERTAIN, ids=lambda value: str(value)[:40])
def test_a_series_meets_on_the_days_its_words_say(series, folder, description, expected):
    found = series[(folder, description)]

    days = islice(found.rhythm.dates(found.first, SEPTEMBER), 3)

    assert [day.strftime("%m-%d") for day in days] == expected
    assert found.rhythm.marks == {Mark.ASSUMED_LENGTH}


def test_of_the_102_series_one_says_too_little_for_a_rule(shared_data):
    groups = read_governance(shared_data / "kubernetes-community").groups
    every = [each for group in groups for each in series_of(group, since=SEPTEMBER)]

    assert len(every) == 102
    assert len({each.key for each in every}) == 102
    assert [(each.title, each.rhythm.words) for each in every if not each.rhythm.rule] == [
        ("SIG Network Ingress NGINX Meeting", "monthly, Thursday, 8:00 PT (Pacific Time)")
    ]


def test_one_that_alternates_with_the_regular_meeting_never_meets_on_the_same_day(series):
    regular = series[("sig-instrumentation", "Regular SIG Meeting")]
    triage = series[("sig-instrumentation", "Regular Triage Meeting")]

    assert (regular.first, triage.first) == (date(2026, 9, 4), date(2026, 9, 11))
    assert Mark.WHICH_WEEK in triage.rhythm.marks
