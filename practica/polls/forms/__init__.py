"""The shape of what is typed, and a poll as a page shows it; what is possible is the actions' to say."""

from practica.polls.forms.answering import AnswerForm
from practica.polls.forms.asking import AskForm
from practica.polls.forms.cards import PollCard, card_of, cards_of
from practica.polls.forms.outcome import OutcomeForm, ReviewForm

__all__ = ["AnswerForm", "AskForm", "OutcomeForm", "PollCard", "ReviewForm", "card_of", "cards_of"]
