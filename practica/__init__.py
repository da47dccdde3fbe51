"""Práctica: a home for an organisation's communities of practice."""
