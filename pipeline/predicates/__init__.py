"""Sentences -> predicates: the words that tell of journeys, receptions, events and signings, with tense, voice, mood and negation.

>>> from pipeline.predicates import find_predicates
>>> text = "The minister will not visit Prague."
>>> [(p.id, p.form, p.time, p.negated) for p in find_predicates(text, (0, len(text)), "en")]
[('visit', 'finite', 'future', True)]
"""

from pipeline.predicates.find import find_predicates
from pipeline.predicates.lexicon import FRAMES, SENSES, lexicon

__all__ = ["FRAMES", "SENSES", "find_predicates", "lexicon"]
