"""What is said of meetings and of dates to choose from."""

from practica.meetings.notices import dates, meetings

UNTOLD = meetings.UNTOLD

__all__ = ["UNTOLD", "dates", "meetings"]
