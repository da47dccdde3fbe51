"""Reads a governance folder: `sigs.yaml` beside one folder of Markdown a group. Knows nothing of the database."""
