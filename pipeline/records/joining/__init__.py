"""Mentions become records: one for each event, with its confidence and reasons."""
