"""The shape of what is typed; what is possible is the actions' to say."""

from practica.meetings.forms.agenda import (
    CoveredForm,
    FormatForm,
    ItemForm,
    MinutesForm,
    PlaceForm,
    RolesForm,
    SectionForm,
    ShareForm,
    WhyForm,
    lines_of,
    words_of,
)
from practica.meetings.forms.details import DetailsForm, details_of
from practica.meetings.forms.finding import DateForm, DeadlineForm, FindForm, FitsForm, end_of, wanted_in
from practica.meetings.forms.notes import NotesForm
from practica.meetings.forms.timing import MomentForm, TimingForm, timing_of
from practica.meetings.forms.writing import (
    AttendanceForm,
    CalendarFileForm,
    FeedForm,
    ReasonForm,
    RemindersForm,
    TextForm,
    WhyNotForm,
)

__all__ = [
    "AttendanceForm",
    "CalendarFileForm",
    "CoveredForm",
    "DateForm",
    "DeadlineForm",
    "DetailsForm",
    "FeedForm",
    "FindForm",
    "FitsForm",
    "FormatForm",
    "ItemForm",
    "MinutesForm",
    "MomentForm",
    "NotesForm",
    "PlaceForm",
    "PlanForm",
    "ReasonForm",
    "RemindersForm",
    "RolesForm",
    "SectionForm",
    "ShareForm",
    "TextForm",
    "TimingForm",
    "WhyForm",
    "WhyNotForm",
    "details_of",
    "end_of",
    "lines_of",
    "timing_of",
    "wanted_in",
    "words_of",
]


class PlanForm(DetailsForm, TimingForm):
    """A new meeting or series, or a series from one of its meetings on."""

    # As on the page, so that what is to mend is named in that order.
    field_order = tuple(DetailsForm.base_fields)
