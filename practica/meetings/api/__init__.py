"""Calendars for other programs, by CalDAV: Radicale speaks the protocol, our meetings and rights stand behind it."""
