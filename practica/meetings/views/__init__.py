"""Pages of meetings: the calendar, a community's meetings, one meeting, and addresses for other calendars."""
