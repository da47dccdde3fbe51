"""What people do together: what they said they would do."""

from practica.work.models.commitment import Commitment, NewDate

__all__ = ["Commitment", "NewDate"]
