"""What happens to meetings."""

from django.db.models import TextChoices


class Verb(TextChoices):
    PLANNED = "meetings.planned"
    SERIES_STARTED = "meetings.series_started"
    SERIES_CHANGED = "meetings.series_changed"
    SERIES_SETTLED = "meetings.series_settled"
    SERIES_ENDED = "meetings.series_ended"
    MOVED = "meetings.moved"
    CHANGED = "meetings.changed"
    FOLLOWED = "meetings.followed"
    CANCELLED = "meetings.cancelled"
    ANSWERED = "meetings.answered"
    SEATED = "meetings.seated"
    VIEW_LEFT = "meetings.view_left"
    AGENDA_WRITTEN = "meetings.agenda_written"
    MINUTES_PUBLISHED = "meetings.minutes_published"
    HELD = "meetings.held"
    ATTENDED = "meetings.attended"
