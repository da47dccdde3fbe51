"""What the clock does for polls."""

from practica.foundation.tasks import periodic
from practica.polls.actions import ask_for_review, close_due_poll, remind_of_poll
from practica.polls.queries import closing_soon, review_due, to_close


@periodic("* * * * *", "now")
def close_due_polls() -> None:
    """Every minute: what has reached its date is closed, and its author is asked what came of it."""
    for poll in to_close():
        close_due_poll(poll)


@periodic("*/10 * * * *", "mail")
def remind_of_polls() -> None:
    """Who has not answered hears of it once, a day before the end."""
    for poll in closing_soon():
        remind_of_poll(poll)


@periodic("20 6 * * *", "mail")
def ask_for_reviews() -> None:
    """Every morning: outcomes whose day has come go back to whoever answers for them."""
    for poll in review_due():
        ask_for_review(poll)
