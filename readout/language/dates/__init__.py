"""Time expressions: found, and resolved against the report's date and the sentence's tense. No model needed.

`tag` is the door. A text becomes a string of word classes (`scan`, vocabulary in `words.yaml`), one regular
expression over it finds the expressions (`patterns`), and one small function for each shape says what it means
(`absolute`, `relative`, `units`, `quarters`, `seasons`, `spans`, `clock`).
"""

from readout.language.dates.tagger import tag

__all__ = ["tag"]
