"""Reading the registry's YAML, with its forms checked."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from readout.actors.schema import Body, CountriesFile, OfficesFile

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BODIES = TypeAdapter(list[Body])


class RegistryError(ValueError):
    """A registry file that cannot be used: which file, what is wrong, in words for a person."""


def read_yaml(path: Path, content: bytes | None = None) -> tuple[list[OfficesFile], list[Body]]:
    """The offices and bodies that a YAML file holds: one country's offices, a list of them, or a list of bodies.

    Raises RegistryError for a file that is not in one of these forms.
    """
    try:
        data = yaml.load(content if content is not None else path.read_bytes(), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise RegistryError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())}") from error
    entries = _entries(data)
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        raise RegistryError(f"{path}: expected `country:` and `offices:`, or a list of bodies")
    try:
        bodies = _BODIES.validate_python([entry for entry in entries if "kind" in entry])
        offices = [OfficesFile.model_validate(entry) for entry in entries if "kind" not in entry]
    except ValidationError as error:
        raise RegistryError(f"{path}: {_explain(error)}") from error
    return offices, bodies


def _entries(data: Any) -> list[Any]:
    """The entries of a file; a list of bodies may stand under `bodies:` or `armed_groups:`, which tells their kind."""
    if isinstance(data, dict):
        for part, kind in (("bodies", "body"), ("armed_groups", "armed_group")):
            if isinstance(data.get(part), list):
                return [{"kind": kind} | entry if isinstance(entry, dict) else entry for entry in data[part]]
    return data if isinstance(data, list) else [data]


def compile_files(files: Iterable[tuple[Path, bytes]]) -> dict[str, Any]:
    """The compiled form of the shipped files. A file that fails its check is left out, with a warning."""
    found: dict[str, Any] = {"countries": [], "territories": [], "regions": [], "bodies": [], "offices": []}
    for file, content in files:
        try:
            if file.name == "countries.yaml":
                whole = CountriesFile.model_validate(yaml.load(content, Loader=_LOADER))
                for part in ("countries", "territories", "regions"):
                    found[part] = plain(getattr(whole, part))
            else:
                offices, bodies = read_yaml(file, content)
                found["offices"] += plain(offices)
                found["bodies"] += plain(bodies)
        except (RegistryError, ValidationError, yaml.YAMLError) as error:
            warnings.warn(f"registry file left out: {file.name}: {error}", stacklevel=2)
    return found


def plain(models: Iterable[BaseModel]) -> list[dict[str, Any]]:
    """The compiled form of checked entries."""
    return [m.model_dump(by_alias=True, exclude_defaults=True, exclude={"sources", "note"}) for m in models]


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where}: {first['msg']}{more}"
