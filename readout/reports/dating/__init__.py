"""When a report was published, by its own text: stated in its dateline or a date line, else inferred as an interval.

Inference gathers clues (`dating_clues`): each says which days its statement allows and why. They are taken in order
of trust and intersected; one that leaves no day is set aside. Where they leave more than `WIDEST` days, the signals of
its time are weighed, and the span that most likely holds the day is given as far as it is of use; else the report is
undated.
"""

from __future__ import annotations

from readout.reports.dating.published import (
    HEAD,
    MOST_REASONS,
    WIDEST,
    Dated,
    date_report,
    dates_items,
    inferred,
    stated,
    wide,
)

__all__ = ["HEAD", "MOST_REASONS", "WIDEST", "Dated", "date_report", "dates_items", "inferred", "stated", "wide"]
