"""What people type into the library; shape is checked here, state by the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from practica.files.models import StoredFile
from practica.foundation.text_fields import LineField, TextField
from practica.library.actions import TAGS_AT_MOST, Content, Label
from practica.library.models import Asset, Kind
from practica.library.queries import possible_contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.communities.models import Community
    from practica.library.models import Collection
    from practica.people.models import Person

TAG_LENGTH, LONGEST_NUMBER = 60, 10


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Any number of files at once."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(upload, initial) for upload in uploads]


class AssetForm(forms.Form):
    """One version of an asset and its label; `seen` is the version the writer started from."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Kind.choices)
    title = LineField(
        label=_("Title"),
        max_length=200,
        help_text=_("What somebody would search for."),
    )
    summary = TextField(
        label=_("In plain words"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences that somebody from elsewhere understands at once."),
    )
    source = TextField(
        label=_("Text"),
        max_length=500_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    address = forms.URLField(
        label=_("Address"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("For a link or a recording that lives elsewhere."),
    )
    works_when = TextField(
        label=_("Works when"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One condition a line."),
    )
    works_not_when = TextField(
        label=_("Does not work when"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Just as useful. One condition a line."),
    )
    kept_files: forms.ModelMultipleChoiceField[StoredFile] = forms.ModelMultipleChoiceField(
        label=_("Files of the last version to keep"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uploads = ManyFilesField(label=_("Add files"), required=False)
    people: forms.ModelMultipleChoiceField[Person] = forms.ModelMultipleChoiceField(
        label=_("People to talk to"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least one: what is hard to write down goes by people."),
        error_messages={"required": _("Name at least one person to talk to.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    tags = LineField(
        label=_("Tags"), max_length=400, required=False, help_text=_("Separated by commas, twelve at most.")
    )
    came_from = LineField(
        label=_("Came from"),
        max_length=500,
        required=False,
        help_text=_("A conversation, a meeting, a job, a book: where this was learned."),
    )
    note = LineField(
        label=_("What changed"),
        max_length=300,
        required=False,
        help_text=_("One line for those who know the last version."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, community: Community, files: Sequence[StoredFile] = (), is_new: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        people: Any = self.fields["people"]
        people.queryset = possible_contacts(community)
        chosen = [pk for pk in map(str, self["people"].value() or []) if pk.isdecimal() and len(pk) < LONGEST_NUMBER]
        if chosen:
            # Whoever is named already stands first: among sixty names they would not be seen.
            named = Case(When(pk__in=chosen, then=0), default=1)
            people.queryset = people.queryset.order_by(named, "name")
        kept: Any = self.fields["kept_files"]
        # Only what the last version held can be kept: a file's number typed by hand brings nothing in.
        kept.queryset = StoredFile.objects.filter(pk__in=[file.pk for file in files])
        if not files:
            del self.fields["kept_files"]
        if is_new:
            del self.fields["note"]

    def clean_tags(self) -> list[str]:
        tags = [" ".join(tag.split())[:TAG_LENGTH].strip() for tag in self.cleaned_data["tags"].split(",")]
        tags = [tag for tag in tags if tag]
        if len(tags) > TAGS_AT_MOST:
            raise forms.ValidationError(_("Twelve tags at most: fewer are found more easily."))
        return tags

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_text = bool((cleaned.get("source") or "").strip())
        if not self.errors and not (
            has_text or cleaned.get("address") or cleaned.get("uploads") or cleaned.get("kept_files")
        ):
            self.add_error("source", _("Write something, add a file, or give an address: there is nothing in it yet."))
        return cleaned

    def content(self, new_files: Sequence[StoredFile]) -> Content:
        given = self.cleaned_data
        return Content(
            title=given["title"],
            summary=given["summary"],
            source=given["source"],
            address=given["address"],
            works_when=given["works_when"],
            works_not_when=given["works_not_when"],
            files=[*given.get("kept_files", []), *new_files],
            note=given.get("note", ""),
        )

    def label(self) -> Label:
        given = self.cleaned_data
        return Label(
            kind=given["kind"],
            language=given["language"],
            tags=given["tags"],
            came_from=given["came_from"],
            people=list(given["people"]),
        )


def initial_of(asset: Asset, files: Sequence[StoredFile]) -> dict[str, Any]:
    """What the form shows when an asset is opened for editing."""
    fields = ("kind", "title", "summary", "source", "address", "works_when", "works_not_when", "language", "came_from")
    return {
        **{name: getattr(asset, name) for name in fields},
        "tags": ", ".join(asset.tags),
        "people": [person.pk for person in asset.people.all()],
        "kept_files": [file.pk for file in files],
        "seen": asset.version,
    }


class CollectionForm(forms.Form):
    title = LineField(label=_("Title"), max_length=160)
    purpose = LineField(label=_("What it is for"), max_length=300, required=False)


class RetireForm(forms.Form):
    reason = LineField(label=_("Why it is no longer used"), max_length=300)


class HandOverForm(forms.Form):
    to: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who looks after it from now on"), queryset=None, empty_label=_("Choose somebody")
    )

    def __init__(self, *args: Any, community: Community, **options: Any) -> None:
        super().__init__(*args, **options)
        to: Any = self.fields["to"]
        to.queryset = possible_contacts(community)


class ShelfForm(forms.Form):
    """Puts an asset on one of the shelves the person may fill."""

    collection: forms.ModelChoiceField[Collection] = forms.ModelChoiceField(
        label=_("Collection"),
        queryset=None,
        empty_label=_("Choose a collection"),
    )

    def __init__(self, *args: Any, collections: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["collection"]
        field.queryset = collections
