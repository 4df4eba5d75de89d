"""What the README and the docs show is what the program prints."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load_runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_run", ROOT / "docs/run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUNNER = load_runner()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built: Path = RUNNER.build(tmp_path_factory.mktemp("docs"))
    assert built.exists()
    return built


@pytest.mark.parametrize("page", RUNNER.pages(), ids=lambda page: page.name)
def test_a_page_shows_what_the_program_prints(page: Path, record: Path) -> None:
    assert RUNNER.rendered(page, record) == page.read_text(encoding="utf-8")


def test_dots_stand_for_any_lines() -> None:
    assert RUNNER.agrees("one\n...\nfour", "one\ntwo\nthree\nfour")
    assert not RUNNER.agrees("one\n...\nfour", "one\ntwo\nthree")
    assert RUNNER.agrees("a (b) [c]", "a (b) [c]")
