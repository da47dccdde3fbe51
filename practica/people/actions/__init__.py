"""The only writers of people, their accounts and their profiles."""

from practica.people.actions.accounts import (
    NewAccount,
    confirm_account,
    create_administrator,
    forget_unconfirmed,
    sign_up,
)
from practica.people.actions.app_tokens import make_app_token, note_refusal, note_use, revoke_app_token
from practica.people.actions.bringing_in import bring_in_person, rename_imported_person
from practica.people.actions.founding import found_organisation
from practica.people.actions.invitations import (
    accept_invitation,
    claim_person,
    invite_guest,
    invite_person,
    send_claim,
    withdraw_invitation,
)
from practica.people.actions.profile import (
    Preferences,
    Profile,
    change_photo,
    change_preferences,
    change_profile,
    remove_photo,
)
from practica.people.actions.roles import (
    deactivate_person,
    end_administrator,
    end_programme_manager,
    make_administrator,
    make_programme_manager,
    reactivate_person,
)
from practica.people.actions.working_hours import Week, forget_working_hours, set_working_hours

__all__ = [
    "NewAccount",
    "Preferences",
    "Profile",
    "Week",
    "accept_invitation",
    "bring_in_person",
    "change_photo",
    "change_preferences",
    "change_profile",
    "claim_person",
    "confirm_account",
    "create_administrator",
    "deactivate_person",
    "end_administrator",
    "end_programme_manager",
    "forget_unconfirmed",
    "forget_working_hours",
    "found_organisation",
    "invite_guest",
    "invite_person",
    "make_administrator",
    "make_app_token",
    "make_programme_manager",
    "note_refusal",
    "note_use",
    "reactivate_person",
    "remove_photo",
    "rename_imported_person",
    "revoke_app_token",
    "send_claim",
    "set_working_hours",
    "sign_up",
    "withdraw_invitation",
]
