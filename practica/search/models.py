"""The index: what can be found, in one table, changed in the same transaction as the thing itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class Has(models.Func):
    """Whether a column of words has those of a query that is understood already: the framework would stem it again."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = models.BooleanField()

    def __init__(self, column: str, query: str, **extra: Any) -> None:
        super().__init__(models.F(column), models.Value(query, models.TextField()), **extra)


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def saying(self, query: str, beginning: str) -> SearchEntryQuerySet:
        """What has the words of the query, or of whose title every word typed begins one; both as PostgreSQL reads them."""
        return self.filter(Q(Has("document", query)) | Q(Has("heading", beginning)))

    def placed_among(self, readable: models.QuerySet[Any]) -> SearchEntryQuerySet:
        """With `place`, the community, only where it is one of these.

        What is listed in an open community may live in a private one, whose name the reader must not learn from it.
        """
        here = readable.filter(pk=OuterRef("community"))
        return self.select_related("community").annotate(is_placed=Exists(here))


class SearchEntry(models.Model):
    """One thing that can be found. Who may see it is never asked here but of the thing itself, in the same query."""

    kind = models.CharField(max_length=20)
    target_type = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    # What it is a part of, if anything: only the best of a whole and its parts is shown.
    whole_type = models.CharField(max_length=60, blank=True)
    whole_id = models.BigIntegerField(null=True)
    community = models.ForeignKey("communities.Community", models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True)
    title = models.TextField()
    body = models.TextField(blank=True)
    # The words of the title as written and as stems, so that a beginning finds them while one types.
    heading = SearchVectorField()
    document = SearchVectorField()
    changed_at = models.DateTimeField(default=timezone.now)
    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_type", "target_id"], name="search_entry_once_a_thing"),
            models.CheckConstraint(name="search_entry_language_is_known", condition=Q(language__in=["", "en", "es"])),
        ]
        indexes = [
            GinIndex(fields=["document"], name="search_by_document", fastupdate=False),
            GinIndex(fields=["heading"], name="search_by_heading", fastupdate=False),
            models.Index(fields=["community", "-at"], name="search_by_community"),
            models.Index(fields=["-at"], name="search_by_moment"),
            models.Index(fields=["author", "-at"], name="search_by_author"),
            models.Index(fields=["kind", "-at"], name="search_by_kind"),
            models.Index(fields=["changed_at"], name="search_by_change"),
            models.Index(fields=["whole_id"], name="search_by_whole", condition=Q(whole_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.target_type}:{self.target_id}"

    @property
    def place(self) -> Any:
        """The community, of rows `placed_among` those that the reader may read."""
        annotated: Any = self
        return self.community if annotated.is_placed else None


class Word(models.Model):
    """A word that somebody wrote here, for "did you mean": as written, and without accents to compare with."""

    text = models.CharField(max_length=40, unique=True)
    plain = models.CharField(max_length=40)

    class Meta:
        indexes = [GistIndex(fields=["plain"], name="word_by_likeness", opclasses=["gist_trgm_ops"])]

    def __str__(self) -> str:
        return self.text


class Learning(models.Model):
    """How far the words of the index were taken in; one row."""

    until = models.DateTimeField(default=datetime(2000, 1, 1, tzinfo=UTC))

    class Meta:
        constraints = [models.CheckConstraint(name="learning_is_the_only_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.until)
