"""The only writers of topics."""

from practica.topics.actions.answering import (
    accept_topic,
    consider_topic,
    decline_topic,
    park_topic,
    reconsider_topic,
)
from practica.topics.actions.clock import forget_seals, return_parked, tell_answers_due
from practica.topics.actions.following import close_by_outcome, return_to_agenda
from practica.topics.actions.hiding import hide_topic, show_topic
from practica.topics.actions.mailed import take_suggestion
from practica.topics.actions.merging import keep_apart, merge_topic, unmerge_topic
from practica.topics.actions.ordering import move_topic
from practica.topics.actions.planning import finish_topic, plan_topic
from practica.topics.actions.quiet import suggest_quietly
from practica.topics.actions.suggesting import Suggestion, change_topic, suggest_topic
from practica.topics.actions.supporting import support_topic, withdraw_support

__all__ = [
    "Suggestion",
    "accept_topic",
    "change_topic",
    "close_by_outcome",
    "consider_topic",
    "decline_topic",
    "finish_topic",
    "forget_seals",
    "hide_topic",
    "keep_apart",
    "merge_topic",
    "move_topic",
    "park_topic",
    "plan_topic",
    "reconsider_topic",
    "return_parked",
    "return_to_agenda",
    "show_topic",
    "suggest_quietly",
    "suggest_topic",
    "support_topic",
    "take_suggestion",
    "tell_answers_due",
    "unmerge_topic",
    "withdraw_support",
]
