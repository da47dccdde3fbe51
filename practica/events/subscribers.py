"""`from practica.events.subscribers import subscribe`: the name features use in their own `subscribers.py`."""

from practica.events.registry import hear, subscribe

__all__ = ["hear", "subscribe"]
