"""What can happen to a person's account and profile."""

from django.db.models import TextChoices


class Verb(TextChoices):
    INVITED = "people.invited"
    INVITATION_WITHDRAWN = "people.invitation_withdrawn"
    JOINED = "people.joined"
    BROUGHT_IN = "people.brought_in"
    CLAIM_SENT = "people.claim_sent"
    CLAIMED = "people.claimed"
    PROFILE_CHANGED = "people.profile_changed"
    PROGRAMME_MANAGER_MADE = "people.programme_manager_made"
    PROGRAMME_MANAGER_ENDED = "people.programme_manager_ended"
    ADMINISTRATOR_MADE = "people.administrator_made"
    ADMINISTRATOR_ENDED = "people.administrator_ended"
    DEACTIVATED = "people.deactivated"
    REACTIVATED = "people.reactivated"
    PROGRAM_LET_IN = "people.program_let_in"
    PROGRAM_SHUT_OUT = "people.program_shut_out"
