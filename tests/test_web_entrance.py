"""Who gets in to the page, from where, and with which headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from readout.record.errors import RecordError
from readout.record.record import Record
from readout.web.accounts import store
from readout.web.accounts.store import Accounts, TooManyTries
from readout.web.addresses import inside
from readout.web.app import make_app

PASSWORD = "a long and winding road"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as opened:
        yield opened


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    made = Accounts(tmp_path / "record.db.accounts")
    made.add("Ada", "admin", PASSWORD)
    made.add("Rea", "reader", PASSWORD)
    yield made
    made.close()


@pytest.fixture
def guarded(record: Record, accounts: Accounts) -> TestClient:
    app = make_app(record, local=False, accounts=accounts)
    return TestClient(app, base_url="http://desk.example", follow_redirects=False)


def _local(record: Record, **given: bool) -> TestClient:
    return TestClient(make_app(record, **given), base_url="http://127.0.0.1:8765", follow_redirects=False)


def _sign_in(client: TestClient, name: str, password: str = PASSWORD, then: str = "/") -> int:
    form = {"name": name, "password": password, "then": then}
    answer = client.post("/sign-in", data=form, headers={"sec-fetch-site": "same-origin"})
    return answer.status_code


def test_every_answer_forbids_what_a_report_could_smuggle_in(record: Record) -> None:
    client = _local(record)
    for path in ("/", "/no-such-page", "/assets/app.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_on_this_machine_no_account_is_asked_for(record: Record) -> None:
    assert _local(record).get("/").status_code == 200
    assert _local(record).get("/sign-in").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.4", ""])
def test_another_name_for_this_machine_is_turned_away(record: Record, host: str) -> None:
    assert _local(record).get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:80"])
def test_this_machine_s_own_names_get_in(record: Record, host: str) -> None:
    assert _local(record).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_change_sent_by_another_site_is_not_made(record: Record, headers: dict[str, str]) -> None:
    assert _local(record).post("/sign-out", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8765"}, {}])
def test_a_change_sent_by_the_page_itself_passes(record: Record, headers: dict[str, str]) -> None:
    assert _local(record).post("/sign-out", headers=headers).status_code == 404  # no accounts here


def test_a_browser_with_a_session_must_say_where_a_change_comes_from(guarded: TestClient) -> None:
    assert _sign_in(guarded, "Ada") == 303
    assert guarded.post("/sign-out").status_code == 403
    assert guarded.post("/sign-out", headers={"sec-fetch-site": "same-origin"}).status_code == 303


def test_beyond_this_machine_every_page_asks_to_sign_in_and_leads_back(guarded: TestClient) -> None:
    asked = guarded.get("/contacts?actor=Israel")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?then=%2Fcontacts%3Factor%3DIsrael"
    assert guarded.get("/api/contacts").status_code == 401
    assert guarded.get("/sign-in").status_code == 200
    assert guarded.get("/assets/app.css").status_code == 200
    answer = guarded.post("/sign-in", data={"name": "Ada", "password": PASSWORD, "then": "/contacts?actor=Israel"})
    assert answer.headers["location"] == "/contacts?actor=Israel"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert guarded.get("/").status_code == 200


@pytest.mark.parametrize(
    "then",
    [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "evil.example",
        "/\\evil.example",
        "/a\\..\\evil",
        "javascript:1",
        "/a\nb",
        "/\t/evil.example",
        "/\x00",
        "/\u202eb",
        " /a",
        "",
    ],
)
def test_no_address_that_is_handed_in_leads_to_another_site(then: str) -> None:
    assert inside(then) == "/"
    assert inside(then, "/items/i1") == "/items/i1"


@pytest.mark.parametrize("then", ["/", "/contacts?kind=call&page=2", "/reports/r1#i2", "/actors/été"])
def test_an_address_of_this_site_stands(then: str) -> None:
    assert inside(then, "/items/i1") == then


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(guarded: TestClient) -> None:
    wrong = guarded.post("/sign-in", data={"name": "Ada", "password": "something else"})
    unknown = guarded.post("/sign-in", data={"name": "Nobody", "password": "something else"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text == unknown.text


def test_guessing_is_slowed_down_even_with_the_right_password(guarded: TestClient) -> None:
    for _ in range(store.TRIES):
        assert _sign_in(guarded, "Ada", "wrong") == 401
    answer = guarded.post("/sign-in", data={"name": "Ada", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_many_names_from_one_address_are_slowed_down_too(accounts: Accounts) -> None:
    for number in range(store.TRIES_FROM):
        assert accounts.sign_in(f"name {number}", "wrong", "10.0.0.9") is None
    with pytest.raises(TooManyTries):
        accounts.sign_in("Ada", PASSWORD, "10.0.0.9")
    assert accounts.sign_in("Ada", PASSWORD, "10.0.0.10") is not None


def test_sessions_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = accounts.open_session("Ada")
    assert accounts.visitor(secret) is not None
    later = store.time.time() + store.IDLE + 1
    monkeypatch.setattr(store.time, "time", lambda: later)
    assert accounts.visitor(secret) is None


def test_signing_out_or_a_new_password_ends_sessions(accounts: Accounts) -> None:
    one, other = accounts.open_session("Ada"), accounts.open_session("Ada")
    accounts.sign_out(one)
    assert accounts.visitor(one) is None
    assert accounts.visitor(other) is not None
    accounts.change("Ada", password="quite another password")
    assert accounts.visitor(other) is None


def test_neither_passwords_nor_sessions_are_kept_as_they_are(accounts: Accounts, tmp_path: Path) -> None:
    secret = accounts.open_session("Ada")
    accounts.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("record.db.accounts*"))
    assert PASSWORD.encode() not in kept
    assert secret.encode() not in kept
    assert (tmp_path / "record.db.accounts").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("password", ["short", "a" * 40, "x" * 300, ""])
def test_a_password_that_is_easily_guessed_will_not_do(accounts: Accounts, password: str) -> None:
    with pytest.raises(RecordError):
        accounts.add("New", "reader", password)


def test_the_last_admin_stays(accounts: Accounts) -> None:
    with pytest.raises(RecordError, match="last admin"):
        accounts.remove("Ada")
    with pytest.raises(RecordError, match="last admin"):
        accounts.change("Ada", role="reader")


def test_names_are_one_whatever_their_case_and_roles_are_known(accounts: Accounts) -> None:
    with pytest.raises(RecordError, match="already"):
        accounts.add("ADA", "reader", PASSWORD)
    with pytest.raises(RecordError, match="is no role"):
        accounts.add("Bob", "king", PASSWORD)


def test_only_an_admin_makes_accounts(guarded: TestClient) -> None:
    site = {"sec-fetch-site": "same-origin"}
    made = {"name": "New", "role": "reviewer", "password": PASSWORD}
    assert _sign_in(guarded, "Rea") == 303
    assert guarded.post("/account/add", data=made, headers=site).status_code == 403
    assert "Everybody" not in guarded.get("/account").text
    assert _sign_in(guarded, "Ada") == 303
    assert guarded.post("/account/add", data=made, headers=site).status_code == 303
    assert "New" in guarded.get("/account").text


def test_a_program_shows_a_token(guarded: TestClient, accounts: Accounts) -> None:
    token = accounts.open_session("Rea", "token")
    assert guarded.get("/", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert guarded.get("/", headers={"authorization": "Bearer nonsense"}).status_code == 303


def test_a_form_of_many_megabytes_is_refused(guarded: TestClient) -> None:
    answer = guarded.post("/sign-in", data={"name": "Ada", "password": "x" * 3_000_000})
    assert answer.status_code == 413


def test_a_failure_of_ours_is_a_page_with_the_same_protection(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Record) -> dict[str, int]:
        raise ZeroDivisionError("in the middle of it")

    client = _local(record)
    monkeypatch.setattr(Record, "counts", broken)
    monkeypatch.setattr(Record, "reading", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "in the middle of it" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
