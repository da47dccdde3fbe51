"""What can happen to a community and to the people in it."""

from django.db.models import TextChoices


class Verb(TextChoices):
    FOUNDED = "communities.founded"
    ACTIVATED = "communities.activated"
    EDITED = "communities.edited"
    VISIBILITY_CHANGED = "communities.visibility_changed"
    STAGE_SET = "communities.stage_set"
    RESTED = "communities.rested"
    WOKEN = "communities.woken"
    SPONSOR_NAMED = "communities.sponsor_named"

    JOINED = "communities.joined"
    LEFT = "communities.left"
    REQUESTED = "communities.requested"
    REQUEST_WITHDRAWN = "communities.request_withdrawn"
    REQUEST_ACCEPTED = "communities.request_accepted"
    REQUEST_DECLINED = "communities.request_declined"
    INVITED = "communities.invited"
    INVITATION_WITHDRAWN = "communities.invitation_withdrawn"
    INVITATION_DECLINED = "communities.invitation_declined"
    CORE_APPOINTED = "communities.core_appointed"
    CORE_RELEASED = "communities.core_released"
    FACILITATION_OFFERED = "communities.facilitation_offered"
    FACILITATION_ACCEPTED = "communities.facilitation_accepted"
    FACILITATION_DECLINED = "communities.facilitation_declined"
    STEPPED_DOWN = "communities.stepped_down"
    GUEST_EXTENDED = "communities.guest_extended"
    GUEST_ENDED = "communities.guest_ended"
    MEMBERSHIP_ENDED = "communities.membership_ended"

    QUESTIONS_SET = "communities.questions_set"
    QUESTION_ADVANCED = "communities.question_advanced"
    MONTH_QUESTION_CHOSEN = "communities.month_question_chosen"

    CHARTER_DRAFTED = "communities.charter_drafted"
    CHARTER_SAVED = "communities.charter_saved"
    CHARTER_OPENED = "communities.charter_opened"
    CHARTER_COMMENTED = "communities.charter_commented"
    CHARTER_IN_FORCE = "communities.charter_in_force"
    CHARTER_DISCARDED = "communities.charter_discarded"
