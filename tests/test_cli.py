"""The command line as people and programs use it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
import record_kit as kit
import typer

from readout import cli

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
WORDS = f"""The leaders rang each other on Thursday

<contact call held|{PAIR}|2024-05-02> The two leaders spoke by telephone for nearly an hour on Thursday about the dam.

<contact call held|{PAIR}|2024-07-02> They rang each other again in July, aides said, to settle who pays for the dam.

<figure killed 12|villagers|2024-05> Twelve villagers were killed when the old dam gave way in May, a clerk said.
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    kit.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for name in ("READOUT_RECORD", "READOUT_JOBS", "READOUT_ACTORS", "READOUT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("calls.txt").write_text(WORDS, encoding="utf-8")
    yield tmp_path
    kit.uninstall()


@pytest.fixture
def readout(here, monkeypatch, capsys):
    """Run a command: gives the exit status, what it printed, what it said on standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["readout", *words])
        try:
            cli.main()
            status = 0
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def added(readout):
    assert readout("add", "calls.txt", "--published", "2024-07-03", "--jobs", "1")[0] == 0
    return readout


def test_help_names_every_command_and_loads_nothing_heavy(here):
    import subprocess

    script = (
        "import sys; sys.argv = ['readout', '--help']\n"
        "from readout import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'numpy', 'onnxruntime', 'pydantic', 'yaml', 'duckdb', 'trafilatura'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout
    for command in ("add", "contacts", "figures", "timeline", "search", "show", "gaps", "export", "verify", "doctor"):
        assert f"  {command} " in done.stdout


def test_every_item_type_has_its_command():
    from readout import items

    commands = set(typer.main.get_command(cli.app).commands)
    assert {item_type.plural for item_type in items.types()} <= commands


def test_add_says_what_came_of_it(readout):
    assert readout("add", "calls.txt")[:2] == (0, "1 added, 0 unchanged\n")
    assert readout("add", "calls.txt")[:2] == (0, "0 added, 1 unchanged\n")


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(readout):
    Path("empty.txt").write_text("")
    status, out, err = readout("add", "empty.txt", "calls.txt", "gone.txt")
    assert status == 1
    assert "1 added" in out
    assert "2 left out" in out
    assert "readout: empty.txt: " in err
    assert "readout: gone.txt: " in err
    assert "Traceback" not in err


def test_a_listing_is_tab_separated_when_piped(added):
    status, out, _ = added("contacts")
    head, *rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert head == ["id", "when", "kind", "status", "parties", "where", "witnesses"]
    assert [row[1] for row in rows] == ["2 May 2024", "2 Jul 2024"]
    assert rows[0][4] == "Ada Lund, Bo Rask"


def test_filters_narrow_a_listing(added):
    assert len(added("contacts", "--between", "Norland", "rask", "--since", "2024-06")[1].splitlines()) == 2
    assert len(added("contacts", "--actor", "Lund", "--until", "2024-05", "--kind", "call")[1].splitlines()) == 2


def test_json_is_the_export_of_the_same(added):
    found = json.loads(added("contacts", "--json")[1])
    assert [one["when"] for one in found] == ["2024-05-02", "2024-07-02"]
    assert found[0]["passages"][0]["text"].startswith("The two leaders spoke")
    lines = [json.loads(line) for line in added("export")[1].splitlines()]
    assert [line for line in lines if line["type"] == "contact"] == found


def test_an_empty_listing_says_what_there_is_and_what_to_try(added):
    status, out, err = added("contacts", "--between", "Lund", "Rask", "--since", "2025")
    assert (status, out) == (0, "")
    assert "No contacts between Lund and Rask since 2025." in err
    assert "The record holds 2 contacts from 1 report." in err
    assert "Try: readout contacts" in err


def test_an_unknown_name_gets_suggestions(added):
    status, _, err = added("contacts", "--actor", "Raskk")
    assert status == 1
    assert "did you mean Bo Rask?" in err


def test_show_gives_the_words_in_their_place(added):
    id_ = added("contacts")[1].splitlines()[1].split("\t")[0]
    status, out, _ = added("show", id_)
    assert status == 0
    assert "spoke by telephone" in out
    assert "calls.txt, 3 Jul 2024" in out
    assert json.loads(added("show", id_, "--json")[1])["id"].startswith(id_)


def test_gaps_name_the_longest(added):
    status, out, err = added("gaps", "Lund", "Rask")
    assert status == 0
    assert out.splitlines()[2].split("\t")[-1] == "61"
    assert "The longest gap: 61 days, from 2 May 2024 to 2 Jul 2024." in err


def test_timeline_search_reports_and_actors(added):
    assert [line.split("\t")[2] for line in added("timeline")[1].splitlines()[1:]] == ["figure", "contact", "contact"]
    assert "dam" in added("search", "dam")[1]
    assert "3 Jul 2024\tgiven" in added("reports")[1]
    assert "Ada Lund\tperson\tNorland" in added("actors")[1]
    assert added("disputes")[0] == 0
    assert "No report holds" in added("search", "zeppelin")[2]


def test_decisions_from_the_command_line(added):
    first, second = [line.split("\t")[0] for line in added("contacts")[1].splitlines()[1:]]
    assert added("reject", first)[:2] == (0, "decision 1\n")
    assert len(added("contacts")[1].splitlines()) == 2
    assert len(added("contacts", "--all")[1].splitlines()) == 3
    assert added("correct", second, "where=Norhaven", "when=2024-07-01")[:2] == (0, "decision 2, 3\n")
    assert "1 Jul 2024*" in added("contacts")[1]
    assert "Norhaven*" in added("contacts")[1]
    assert added("undo", "1")[1] == "took back decision 1 (reject)\n"
    assert added("same", first, second)[0] == 0
    assert len(added("contacts")[1].splitlines()) == 2
    assert added("undo")[0] == 0
    log = added("decisions")[1].splitlines()
    assert [line.split("\t")[3] for line in log[1:]] == ["reject", "correct", "correct", "undo", "same", "undo"]


def test_errors_are_one_line(added):
    for words, told in (
        (("show", "c-zzzz"), "readout: c-zzzz: no such id in the record"),
        (("correct", "c-zzzz", "when"), "readout: when: is not FIELD=VALUE"),
        (("contacts", "--since", "tomorrow"), "readout: tomorrow: is not a date"),
        (("contacts", "--kind", "pigeon"), "readout: pigeon: is no kind of contacts; there are call"),
        (("contacts", "--record", "none.db"), "readout: none.db: there is no record here"),
        (("export", "--format", "xml"), "readout: xml: is no format"),
        (("export", "--format", "csv"), "readout: csv: writes one file for each type"),
        (("add", "calls.txt", "--published", "soon"), "readout: add: "),
        (("undo",), "readout: undo: no decision is in force"),
    ):
        status, _, err = added(*words)
        assert status == 1
        assert err.startswith(told)
        assert len(err.splitlines()) == 1
    assert not Path("none.db").exists()


def test_debug_shows_where_it_came_from(added, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["readout", "contacts", "--since", "tomorrow", "--debug"])
    with pytest.raises(Exception, match="not a date"):
        cli.main()


def test_verify_and_doctor(added):
    status, out, _ = added("verify")
    assert (status, out) == (0, "1 report, 3 passages, 3 items checked: all sound\n")
    seen = {one["what"]: one for one in json.loads(added("doctor", "--json")[1])}
    assert {"python", "sqlite", "model", "registry", "disk", "record"} == set(seen)
    assert seen["record"]["well"]
    assert "full text search there" in seen["sqlite"]["seen"]


def test_the_record_is_found_by_environment_and_settings(added, monkeypatch):
    Path("record.db").rename("moved.db")
    assert added("contacts")[0] == 1
    monkeypatch.setenv("READOUT_RECORD", "moved.db")
    assert added("contacts")[0] == 0
    monkeypatch.delenv("READOUT_RECORD")
    Path("readout.toml").write_text('record = "moved.db"\n')
    assert added("contacts")[0] == 0
    Path("readout.toml").write_text('recrod = "moved.db"\n')
    assert "readout: settings: unknown: recrod" in added("contacts")[2]


def test_registry_files_are_kept_beside_the_record(added):
    status, out, _ = added("actors", "add", "Eve Holt", "prime minister", "Norland", "--from", "2024-01-05")
    assert status == 0
    assert "record.actors" in out
    assert "Eve Holt" in Path("record.actors/own.csv").read_text()
    before = Path("record.actors/own.csv").read_text()
    assert added("actors", "add", "Eve Holt", "prime minister", "Norland", "--from", "someday")[0] == 1
    assert Path("record.actors/own.csv").read_text() == before
    Path("more.csv").write_text("person,office,country,from,to\nIda Falk,foreign minister,Sudland,2023-02,2024-05\n")
    assert added("actors", "import", "more.csv")[0] == 0
    assert added("actors", "import", "none.csv")[0] == 1


def test_what_a_report_holds_never_reaches_the_terminal_as_a_command(readout, monkeypatch):
    line = {"title": "[bold]Dam[/] \x1b[31m [/no]", "publisher": "[/] \x1b]0;x\x07", "text": WORDS}
    Path("odd.jsonl").write_text(json.dumps({**line, "published": "2024-07-03"}), encoding="utf-8")
    assert readout("add", "odd.jsonl", "--jobs", "1")[0] == 0
    id_ = json.loads(readout("reports", "--json")[1])[0]["id"]
    monkeypatch.setattr("readout.views.table.in_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    for words in (["reports"], ["show", id_], ["search", "dam"]):
        status, out, _ = readout(*words)
        assert status == 0
        assert "\x1b[31m [" not in out
        assert "\x1b]0" not in out
    assert "[bold]Dam[/]" in readout("reports")[1]


def test_ctrl_c_is_told_in_one_line(readout, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("readout.settings.load", stopped)
    status, _, err = readout("add", "calls.txt")
    assert status == 130
    assert err.strip() == "readout: stopped; what was finished is kept"


def test_a_record_given_before_a_command_of_a_group_holds_for_it(here, monkeypatch):
    from readout.web.accounts.store import Accounts

    monkeypatch.setattr("sys.stdin", io.StringIO("a very long passphrase\n"))
    monkeypatch.setattr("sys.argv", ["readout", "accounts", "--record", "other.db", "add", "Ada", "--role", "admin"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert [one.name for one in Accounts(here / "other.db.accounts").all()] == ["Ada"]
    assert not (here / "record.db.accounts").exists()
