class ServerFailure(Exception):
    """The embedded server cannot do what was asked; the text says what a person can do about it."""
