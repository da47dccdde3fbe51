from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, facilitates
from practica.conversations.models.conversation import Conversation, shown_of
from practica.foundation.addresses import address_of
from practica.foundation.richtext import excerpt

if TYPE_CHECKING:
    from practica.people.models import Person

PAGE = 50


class Reflection(models.TextChoices):
    """The named parts of thinking along with what somebody tells; who does it writes those that come to them."""

    STRIKES = "strikes", _("What strikes me")
    CONTEXT = "context", _("In my context")
    ASK = "ask", _("I would ask")
    TRY = "try", _("I will try")


# What is left of the parts of a reflection without those that have a name.
UNKNOWN_PARTS = Func(
    F("parts"),
    template=f"(%(expressions)s - '{{{','.join(Reflection.values)}}}'::text[])",
    output_field=models.JSONField(),
)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: Person) -> ReplyQuerySet:
        """In conversations one may read; removed ones are gone, hidden ones only for their author and facilitators."""
        return self.filter(
            Q(hidden_at=None) | Q(author=person) | facilitates(person),
            conversation__in=Conversation.objects.visible_to(person),
            removed_at=None,
        )

    def standing(self) -> ReplyQuerySet:
        return self.filter(removed_at=None, hidden_at=None)

    def for_page(self) -> ReplyQuerySet:
        """In order, with what a page shows of each and no more: fifty people are a lot of columns."""
        own = [field.name for field in Reply._meta.fields if field.name not in {"source", "plain", "hidden_by"}]
        quoted = [f"quoted__{name}" for name in ("written_at", "language", "hidden_at", "author__name")]
        return (
            self.select_related("author__unit", "quoted__author")
            .only(*own, *shown_of("author"), "author__unit__name", *quoted)
            .order_by("number")
        )


class Reply(models.Model):
    """What somebody says in a conversation: a reply, an answer to a question, or a reflection, which has named parts.

    `number` counts from 1 within the conversation and never changes, so a page of fifty is a range of numbers.
    `source`, `html` and `plain` hold the whole of it; `parts` the source and html of each part, by its name.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="replies")
    number = models.PositiveIntegerField(editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="replies")
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    plain = models.TextField(editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    parts = models.JSONField(default=dict, blank=True)
    # Meant to answer the question, not only to talk about it; whether it helped, the asker says by accepting it.
    is_answer = models.BooleanField(default=False, db_default=False, editable=False)
    quoted = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    quoted_text = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    hide_reason = models.CharField(max_length=300, blank=True, editable=False)
    thanks_count = models.PositiveIntegerField(default=0, editable=False)
    # Greeters look for it: the first thing its author said in this community.
    is_first_here = models.BooleanField(default=False, editable=False)
    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "conversation", "number"], name="reply_number_once_a_conversation"
            ),
            models.CheckConstraint(
                name="reply_has_a_text_until_removed",
                condition=(Q(removed_at=None) & ~Q(source="")) | (Q(removed_at__isnull=False) & Q(source="")),
            ),
            models.CheckConstraint(
                name="reply_parts_are_known",
                condition=Exact(UNKNOWN_PARTS, Value({}, models.JSONField())),
            ),
            models.CheckConstraint(
                name="reply_is_no_answer_and_reflection_at_once", condition=Q(is_answer=False) | Q(parts={})
            ),
            models.CheckConstraint(name="reply_does_not_quote_itself", condition=~Q(quoted=models.F("pk"))),
            models.CheckConstraint(
                name="reply_hidden_at_and_by_together",
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True, hide_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hide_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}#{self.number}"

    def get_absolute_url(self) -> str:
        """Stays right whatever page it is on: it leads to the page and the place."""
        return address_of("conversations:reply", self.pk)

    @property
    def page(self) -> int:
        return (self.number - 1) // PAGE + 1

    @property
    def anchor(self) -> str:
        return f"reply-{self.pk}"

    @cached_property
    def address(self) -> str:
        """The same, worked out once for a page that shows it several times."""
        return self.get_absolute_url()

    @property
    def menu_id(self) -> str:
        return f"reply-more-{self.pk}"

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_reflection(self) -> bool:
        return bool(self.parts)

    @property
    def excerpt(self) -> str:
        return excerpt(self.plain)
