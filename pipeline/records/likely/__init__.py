"""Visits that no rule reads: who is named beside a place abroad, judged by what such words told in articles with gold."""
