"""Everything that is recorded is offered to the notices."""

from practica.events.subscribers import subscribe
from practica.notices.actions import tell

subscribe()(tell)
