"""What happens to polls."""

from django.db.models import TextChoices


class Verb(TextChoices):
    OPENED = "polls.opened"
    ANSWERED = "polls.answered"
    ANSWER_CHANGED = "polls.answer_changed"
    REMINDED = "polls.reminded"
    CLOSED = "polls.closed"
    OUTCOME_WRITTEN = "polls.outcome_written"
    REVIEW_DUE = "polls.review_due"
    CONFIRMED = "polls.confirmed"
    ASKED_AGAIN = "polls.asked_again"
