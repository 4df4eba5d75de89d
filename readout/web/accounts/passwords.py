"""Passwords: kept as Argon2id hashes with the library's recommended parameters (RFC 9106)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from readout.record.errors import RecordError

SHORTEST = 12  # characters; NIST SP 800-63B asks for 8, and for length rather than kinds of character
LONGEST = 256
_hasher = PasswordHasher()


def hashed(password: str, name: str) -> str:
    """The hash to keep of a new password. Raises RecordError where it is too easily guessed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RecordError("password", f"must have {SHORTEST} to {LONGEST} characters")
    if len(set(password)) < 5 or password.casefold() == name.casefold():
        raise RecordError("password", "is too easily guessed")
    return _hasher.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a hash. Takes as long where there is no hash, so that names cannot be probed."""
    try:
        return _hasher.verify(kept or _NOBODY, password[: LONGEST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


_NOBODY = _hasher.hash("the password of no one at all")
