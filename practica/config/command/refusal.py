class Refusal(Exception):
    """The command cannot be done; the text says what a person can do about it."""
