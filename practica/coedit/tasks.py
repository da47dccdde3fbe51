"""What no server is left to do: settle what a killed one had kept, keep its version, close what is over."""

from practica.coedit.actions import tend, waiting_documents
from practica.foundation.tasks import periodic


@periodic("* * * * *", queue="now")
def tend_documents() -> None:
    for pk in waiting_documents():
        tend(pk)
