"""A scratch organisation of any size for the benchmarks, written in bulk and always the same."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from practica.communities.models import Community, Membership, MembershipState, Role, Status
from practica.config.development.statements import COUNTED, INDEXED
from practica.config.development.vocabulary import FAMILIAR, SHARES, VOCABULARY
from practica.conversations.models import Conversation, ConversationHome, Kind, Reply
from practica.library.models import Asset, AssetContact, AssetVersion
from practica.meetings.models import Occurrence, Series
from practica.organisation.models import Organisation
from practica.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SEED, BATCH = 7, 2000
COMMUNITIES, PEOPLE, BELONGS_TO = 50, 2000, 10
REPLIES_EACH, LONGEST_TALK, PRIVATE_EACH = 19, 400, 5
# So many conversations are the first community's, that its list is a full page at any size.
FULL_PAGE = 30


class Filling:
    """Everything at once: `size` messages, a tenth as many assets, 3,000 meetings."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chance = Random(SEED)  # noqa: S311 -- words for a scratch table
        self.now = timezone.now()

    def fill(self) -> None:
        if Organisation.objects.exists():
            return
        Organisation.objects.create(pk=1, name="Scratch", languages=["en", "es"])
        self._people()
        self._communities()
        self._conversations()
        self._assets()
        self._meetings()
        self._search()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")

    def words(self, number: int) -> str:
        return " ".join(self.chance.choices(VOCABULARY, cum_weights=SHARES, k=number))

    def past(self) -> datetime:
        return self.now - timedelta(minutes=self.chance.randrange(1, 60 * 24 * 700))

    def _people(self) -> None:
        Person.objects.bulk_create(
            Person(
                name=f"Person {number}",
                handle=f"person-{number}",
                email=f"person{number}@scratch.example",
                password=make_password(None),
                claimed_at=self.now,
                is_programme_manager=not number,
            )
            for number in range(PEOPLE)
        )
        self.people = list(Person.objects.order_by("pk"))

    def _communities(self) -> None:
        Community.objects.bulk_create(
            Community(
                name=f"Community {number}",
                slug=f"community-{number}",
                tagline=self.words(12),
                languages=["en"],
                status=Status.ACTIVE,
                visibility="private" if number % PRIVATE_EACH == 1 else "open",
                created_by=self.people[0],
            )
            for number in range(COMMUNITIES)
        )
        self.communities = list(Community.objects.order_by("pk"))
        rows = [
            Membership(
                community=community,
                person=person,
                role=Role.FACILITATOR if place == 0 and person.pk % 40 == 0 else Role.MEMBER,
                state=MembershipState.ACTIVE,
                joined_at=self.past(),
            )
            for person in self.people
            for place, community in enumerate(self._own(person))
        ]
        Membership.objects.bulk_create(rows, batch_size=BATCH)

    def _own(self, person: Person) -> list[Community]:
        """The first person belongs to the first ten, the others to any ten."""
        if person == self.people[0]:
            return self.communities[:BELONGS_TO]
        return self.chance.sample(self.communities, BELONGS_TO)

    def _conversations(self) -> None:
        number_of_talks = max(20, self.size // (REPLIES_EACH + 1))
        self._in_batches(Conversation, number_of_talks, self._conversation)
        talks = list(Conversation.objects.order_by("pk").only("pk", "community_id", "opened_at", "author_id"))
        ConversationHome.objects.bulk_create(
            [
                ConversationHome(
                    community_id=talk.community_id,
                    conversation=talk,
                    added_at=talk.opened_at,
                    added_by_id=talk.author_id,
                    opened_at=talk.opened_at,
                    last_activity_at=talk.opened_at,
                )
                for talk in talks
            ],
            batch_size=BATCH,
        )
        self._replies(talks)

    def _conversation(self, number: int) -> Conversation:
        opened = self.past()
        text = self.words(60)
        return Conversation(
            community=self.communities[0 if number < FULL_PAGE else number % COMMUNITIES],
            author=self.chance.choice(self.people),
            kind=self.chance.choice([Kind.QUESTION, Kind.DISCUSSION, Kind.EXPERIENCE]),
            title=self.words(8),
            source=text,
            html=f"<p>{text}</p>",
            plain=text,
            opened_at=opened,
            last_activity_at=opened,
        )

    def _replies(self, talks: list[Conversation]) -> None:
        lengths = [LONGEST_TALK] + [REPLIES_EACH] * (len(talks) - 1)
        rows: list[Reply] = []
        for talk, length in zip(talks, lengths, strict=True):
            rows += [self._reply(talk, number) for number in range(1, length + 1)]
            if len(rows) >= BATCH:
                Reply.objects.bulk_create(rows)
                rows = []
        Reply.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)

    def _reply(self, talk: Conversation, number: int) -> Reply:
        text = self.words(40)
        return Reply(
            community_id=talk.community_id,
            conversation=talk,
            number=number,
            author=self.chance.choice(self.people),
            source=text,
            html=f"<p>{text}</p>",
            plain=text,
            written_at=talk.opened_at + timedelta(minutes=number),
        )

    def _assets(self) -> None:
        self._in_batches(Asset, max(200, self.size // 10), self._asset)
        assets = list(Asset.objects.order_by("pk"))
        self._copy(AssetVersion, assets, _first_version)
        self._copy(AssetContact, assets, lambda asset: AssetContact(asset=asset, person_id=asset.owner_id))

    def _asset(self, number: int) -> Asset:
        moment, text = self.past(), self.words(80)
        owner = self.chance.choice(self.people)
        shared = {"audience": "organisation", "shared_at": moment, "shared_by": owner} if number % 2 else {}
        return Asset(
            community=self.communities[number % COMMUNITIES],
            kind=self.chance.choice(["document", "procedure", "tool", "experience"]),
            title=self.words(7),
            summary=self.words(25),
            source=text,
            html=f"<p>{text}</p>",
            plain=text,
            owner=owner,
            tags=[self.chance.choice(FAMILIAR)],
            created_at=moment,
            changed_at=moment,
            **shared,
        )

    def _meetings(self) -> None:
        self._in_batches(Series, 30, self._series)
        rows = []
        for series in Series.objects.all():
            for week in range(-50, 50):
                start = self.now.replace(minute=0, second=0, microsecond=0) + timedelta(weeks=week, hours=series.pk % 9)
                rows.append(
                    Occurrence(
                        community_id=series.community_id,
                        series=series,
                        title=series.title,
                        original_start=start,
                        starts_at=start,
                        ends_at=start + timedelta(hours=1),
                        host=self.people[0],
                    )
                )
        Occurrence.objects.bulk_create(rows, batch_size=BATCH)

    def _series(self, number: int) -> Series:
        return Series(
            community=self.communities[number % COMMUNITIES],
            title=self.words(4),
            rule="FREQ=WEEKLY",
            first_on=self.now.date() - timedelta(weeks=50),
            at=self.now.astimezone(ZoneInfo("UTC")).time().replace(minute=0, second=0, microsecond=0),
            length=60,
            host=self.people[0],
            created_by=self.people[0],
            laid_out_to=self.now.date() + timedelta(weeks=50),
        )

    def _search(self) -> None:
        with connection.cursor() as cursor:
            for statement in INDEXED:
                cursor.execute(statement)

    def _in_batches(self, model: Any, number: int, make: Callable[[int], Any]) -> None:
        for start in range(0, number, BATCH):
            model.objects.bulk_create([make(one) for one in range(start, min(start + BATCH, number))])

    @staticmethod
    def _copy(model: Any, things: list[Asset], make: Callable[[Asset], Any]) -> None:
        model.objects.bulk_create([make(thing) for thing in things], batch_size=BATCH)


def _first_version(asset: Asset) -> AssetVersion:
    return AssetVersion(
        asset=asset,
        number=1,
        title=asset.title,
        summary=asset.summary,
        source=asset.source,
        author_id=asset.owner_id,
        made_at=asset.created_at,
    )
