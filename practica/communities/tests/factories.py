"""Communities and memberships for tests, as their actions would have left them."""

from datetime import timedelta

import factory
from django.utils import timezone

from practica.communities.models import (
    Charter,
    CharterState,
    Community,
    KnowledgeQuestion,
    Membership,
    MembershipState,
    Role,
    Stage,
    Status,
)
from practica.people.tests.factories import PersonFactory


class CommunityFactory(factory.django.DjangoModelFactory):
    """An open, active community without members."""

    class Meta:
        model = Community

    name = factory.Sequence(lambda n: f"Community {n}")
    slug = factory.Sequence(lambda n: f"community-{n}")
    tagline = "We help each other get better at it."
    languages = ["en", "es"]
    status = Status.ACTIVE
    stage = Stage.COALESCING
    created_by = factory.SubFactory(PersonFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    """An active member."""

    class Meta:
        model = Membership

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(PersonFactory)
    role = Role.MEMBER
    state = MembershipState.ACTIVE
    joined_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == MembershipState.ACTIVE else None)

    class Params:
        guest = factory.Trait(
            role=Role.GUEST, ends_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
        )
        invited = factory.Trait(state=MembershipState.INVITED, invited_by=factory.SubFactory(PersonFactory))
        requested = factory.Trait(state=MembershipState.REQUESTED)
        former = factory.Trait(state=MembershipState.LEFT, left_at=factory.LazyFunction(timezone.now))


class FacilitatorFactory(MembershipFactory):
    role = Role.FACILITATOR


class CoreFactory(MembershipFactory):
    role = Role.CORE


class KnowledgeQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KnowledgeQuestion

    community = factory.SubFactory(CommunityFactory)
    position = factory.LazyAttribute(lambda question: question.community.questions.count() + 1)
    text = factory.Sequence(lambda n: f"How do we do thing {n}?")


class CharterFactory(factory.django.DjangoModelFactory):
    """A draft that could be opened."""

    class Meta:
        model = Charter

    community = factory.SubFactory(CommunityFactory)
    version = factory.LazyAttribute(lambda charter: charter.community.charters.count() + 1)
    sections = {"purpose": "Fewer pumps stand still."}
    questions = ["How do we hear a bearing fail?"]

    class Params:
        open_for_comment = factory.Trait(
            state=CharterState.COMMENT, comment_opened_at=factory.LazyFunction(timezone.now)
        )
        in_force = factory.Trait(state=CharterState.IN_FORCE, in_force_at=factory.LazyFunction(timezone.now))


def facilitator_of(community):
    """The person who facilitates it, made if there is none."""
    row = Membership.objects.facilitating().filter(community=community).first()
    return (row or FacilitatorFactory(community=community)).person


def member_of(community, **given):
    return MembershipFactory(community=community, **given).person
