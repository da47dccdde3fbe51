"""The worker carries letters to the mail server."""

import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.utils import timezone

from practica.foundation.tasks import task
from practica.mail.envelope import envelope_of
from practica.mail.models import Letter, LetterState

logger = logging.getLogger(__name__)

# The last wait is four and a half hours: a mail server that is mended in the evening gets the morning's letters.
ATTEMPTS = 8
FOR_EVER = 500


@task("mail", retries=ATTEMPTS - 1)
def send(*, letter_id: int) -> None:
    letter = Letter.objects.waiting().filter(pk=letter_id).first()
    if letter is None:
        logger.info("letter %s is gone, sent or cancelled", letter_id)
        return
    letter.attempts += 1
    try:
        envelope_of(letter).send()
    except (SMTPException, OSError) as error:
        if not give_up(letter, error):
            raise
        return
    letter.state, letter.sent_at, letter.reason = LetterState.SENT, timezone.now(), ""
    letter.save(update_fields=["state", "sent_at", "reason", "attempts"])


def give_up(letter: Letter, error: Exception) -> bool:
    """Remember what went wrong; True when trying again is of no use."""
    letter.reason = (str(error) or type(error).__name__)[:300]
    if is_for_ever(error) or letter.attempts >= ATTEMPTS:
        letter.state = LetterState.FAILED
        logger.warning("letter %s failed: %s", letter.pk, type(error).__name__)
    letter.save(update_fields=["state", "reason", "attempts"])
    return letter.state == LetterState.FAILED


def is_for_ever(error: Exception) -> bool:
    """The server will say the same tomorrow."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FOR_EVER for code, _words in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= FOR_EVER
