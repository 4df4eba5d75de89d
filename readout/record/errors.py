"""What can go wrong with a record, said for people."""

from __future__ import annotations


class RecordError(Exception):
    """Something a person can act on. `what` names the file, id or word at fault, `reason` says what is wrong."""

    def __init__(self, what: str, reason: str) -> None:
        """An error about `what`, for the given reason."""
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason

    def __reduce__(self) -> tuple[type[RecordError], tuple[str, str]]:
        """So that it comes back whole from another process."""
        return RecordError, (self.what, self.reason)


class Overtaken(RecordError):
    """Somebody else decided on an item after it was shown to the one who decides now."""

    def __reduce__(self) -> tuple[type[RecordError], tuple[str, str]]:
        """So that it comes back whole from another process."""
        return Overtaken, (self.what, self.reason)
