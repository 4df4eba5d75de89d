"""Who says or thinks what: for each cue of saying, thinking or feeling, its source and its content.

Rules over the trees (`rules.py`) and trained heads over the encoder (`heads.py`) both look for
cues. Where the heads find one, the words are theirs (`learned.py`); what the rules alone find stays, with
`sure` unset. A model without heads is read by the rules alone.
"""

from __future__ import annotations

from readout.language.attribution.finding import attributions, speaker_at, within

__all__ = ["attributions", "speaker_at", "within"]
