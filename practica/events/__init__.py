"""The append-only record of what happened; `record` is the last line of every action."""
