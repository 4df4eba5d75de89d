"""When a report was published, by its own text: stated in its dateline or a date line, else inferred as an interval.

Inference gathers clues (`dating_clues`): each says which days its statement allows and why. They are taken in order
of trust and intersected; one that leaves no day is set aside. What stays open stays open: without a year, or with
more than `WIDEST` days left, the report is undated.
"""

from __future__ import annotations

from readout.reports.dating.published import HEAD, MOST_REASONS, WIDEST, Dated, date_report, inferred, stated

__all__ = ["HEAD", "MOST_REASONS", "WIDEST", "Dated", "date_report", "inferred", "stated"]
