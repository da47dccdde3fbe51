from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, facilitates, may_read
from practica.conversations.models.home import ConversationHome
from practica.foundation.addresses import address_of
from practica.foundation.richtext import excerpt
from practica.people.models import face_of

if TYPE_CHECKING:
    from practica.people.models import Person


class Kind(models.TextChoices):
    """What it is for: each kind has its own form and its own end."""

    QUESTION = "question", _("Question")
    DISCUSSION = "discussion", _("Discussion")
    EXPERIENCE = "experience", _("Experience")
    ARTICLE = "article", _("Article")
    ANNOUNCEMENT = "announcement", _("Announcement")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: Person) -> ConversationQuerySet:
        """Where at least one home is readable; a hidden one only for its author and the facilitators."""
        homes = ConversationHome.objects.filter(may_read(person), conversation=OuterRef("pk"))
        return self.filter(Exists(homes)).unhidden_for(person)

    def unhidden_for(self, person: Person) -> ConversationQuerySet:
        return self.filter(Q(hidden_at=None) | Q(author=person) | facilitates(person))

    def unanswered(self) -> ConversationQuerySet:
        """Open questions that nobody but the asker has said anything to."""
        return self.filter(kind=Kind.QUESTION, voices=0, accepted_reply=None, closed_at=None, hidden_at=None)

    def with_tag(self, tag: str) -> ConversationQuerySet:
        return self.filter(tags__contains=[tag])

    def for_page(self) -> ConversationQuerySet:
        """With what a page shows of the people in it and no more."""
        own = [field.name for field in Conversation._meta.fields if field.name not in {"source", "accepted_reply"}]
        answer = [f"accepted_reply__{name}" for name in SHOWN_OF_ANSWER]
        people = [*shown_of("author"), *shown_of("accepted_reply__author")]
        names = ["closed_by__name", "hidden_by__name", "accepted_by__name"]
        units = ["author__unit__name", "accepted_reply__author__unit__name"]
        place = [f"community__{name}" for name in ("name", "slug", "status", "visibility", "hue_name")]
        return self.select_related(
            "community", "author__unit", "closed_by", "hidden_by", "accepted_by", "accepted_reply__author__unit"
        ).only(*own, *answer, *people, *names, *units, *place)


SHOWN_OF_ANSWER = (
    "community", "conversation", "number", "author", "html", "language", "parts", "quoted", "quoted_text",
    "written_at", "edited_at", "removed_at", "hidden_at", "hide_reason", "thanks_count", "is_first_here",
)  # fmt: skip


def shown_of(person: str) -> list[str]:
    """The columns of whoever speaks: a name, an address, an avatar, and where they work."""
    return [*face_of(person), f"{person}__unit"]


class Conversation(models.Model):
    """A question, a thought, an experience, an article or an announcement, with what others say to it.

    It lives in one community and may have further homes (`ConversationHome`). The counters are kept by the actions.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="conversations", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conversations")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.QUESTION)
    title = models.CharField(_("title"), max_length=200)
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    plain = models.TextField(editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en")
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    opened_at = models.DateTimeField(editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    close_reason = models.CharField(max_length=300, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    hide_reason = models.CharField(max_length=300, blank=True, editable=False)
    accepted_reply = models.OneToOneField(
        "conversations.Reply", models.SET_NULL, null=True, editable=False, related_name="accepted_in"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    last_reply = models.OneToOneField(
        "conversations.Reply", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    last_activity_at = models.DateTimeField(editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    voices = models.PositiveIntegerField(default=0, editable=False, help_text="people other than the author")
    thanks_count = models.PositiveIntegerField(default=0, editable=False)
    me_too_count = models.PositiveIntegerField(default=0, editable=False)
    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        constraints = [
            models.CheckConstraint(name="conversation_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="conversation_has_a_text", condition=~Q(source="")),
            models.CheckConstraint(name="conversation_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="conversation_closed_at_and_by_together",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, close_reason="")
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_hidden_at_and_by_together",
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True, hide_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hide_reason="")),
            ),
            models.CheckConstraint(
                name="conversation_accepted_at_and_by_together",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_only_questions_have_an_answer",
                condition=Q(kind=Kind.QUESTION) | Q(accepted_reply=None),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-last_activity_at"], name="conversation_by_community"),
            GinIndex(fields=["tags"], name="conversation_by_tag"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """`get_kind_display` looks through all names each time, and a list asks in every row."""
        return str(Kind(self.kind).label)

    def get_absolute_url(self) -> str:
        return address_of("conversations:detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_question(self) -> bool:
        return self.kind == Kind.QUESTION

    @property
    def is_experience(self) -> bool:
        return self.kind == Kind.EXPERIENCE

    @property
    def is_unanswered(self) -> bool:
        return self.is_question and not self.voices and self.accepted_reply_id is None and self.is_open

    @property
    def excerpt(self) -> str:
        return excerpt(self.plain)
