"""What the worker does with a new file, in its own time."""

import logging

from practica.files.forsaken import forget_forsaken
from practica.files.models import StoredFile, TextState
from practica.files.pages import draw
from practica.files.words import read
from practica.foundation.tasks import periodic, task

logger = logging.getLogger(__name__)


@task("bulk", retries=1)
def read_text(*, file_id: int) -> None:
    file = StoredFile.objects.filter(pk=file_id, text_state=TextState.PENDING).first()
    if file is None:
        logger.info("file %s is gone or was read", file_id)
        return
    read(file)


@task("bulk", retries=1)
def draw_pages(*, file_id: int) -> None:
    file = StoredFile.objects.filter(pk=file_id, pages=None).first()
    if file is None:
        logger.info("file %s is gone or was drawn", file_id)
        return
    draw(file)


@periodic("40 3 * * *")
def forget_files() -> None:
    """Every night: uploads that were never sent, and files that were taken out of everything."""
    logger.info("files that nothing held: %s", forget_forsaken())
