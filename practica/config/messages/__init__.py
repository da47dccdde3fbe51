"""The interface's words in other languages: compiled without gettext's tools, and checked to be complete."""
