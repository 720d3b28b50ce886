"""A signed head shows what a chain alone cannot: that its end was cut off, or all of it written anew."""

import dataclasses
import json
import os
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection

from samstyring.apps.ledger import guards, heads, keys
from samstyring.apps.ledger.models import Entry, Related
from samstyring.apps.ledger.queries import head
from samstyring.apps.ledger.tasks import store_head

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path) -> Path:
    """A data folder of the test's own."""
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    return tmp_path


def cut(after: int) -> None:
    with guards.lifted(connection):
        Related.objects.filter(entry_id__gt=after).delete()
        Entry.objects.filter(sequence__gt=after).delete()


def ledger(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("ledger", *arguments)
    return capsys.readouterr().out


def failing(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command("ledger", *arguments)
    return str(error.value)


def test_the_key_is_made_once_and_for_its_owner_only(place):
    first, second = keys.signing_key(), keys.signing_key()
    assert first.private_bytes_raw() == second.private_bytes_raw()
    assert os.stat(place / "keys" / keys.PRIVATE).st_mode & 0o777 == 0o600
    assert os.stat(place / "keys").st_mode & 0o777 == 0o700
    public = keys.read_public_key(place / "keys" / keys.PUBLIC)
    assert public.public_bytes_raw() == first.public_key().public_bytes_raw()
    assert sorted(os.listdir(place / "keys")) == [keys.PRIVATE, keys.PUBLIC]


def test_a_damaged_key_is_not_replaced(place):
    keys.signing_key()
    path = place / "keys" / keys.PRIVATE
    path.write_text("damaged")
    with pytest.raises(keys.KeyUnreadable, match="backup"):
        keys.signing_key()
    assert path.read_text() == "damaged"


def test_a_head_is_signed_and_every_part_of_it_counts(paint):
    paint(3)
    signed = heads.sign(head())
    key = keys.signing_key().public_key()
    assert (signed.count, signed.hash) == head()
    assert signed.signed_by(key)
    assert not signed.signed_by(Ed25519PrivateKey.generate().public_key())
    for change in (
        {"count": 2},
        {"hash": "0" * 64},
        {"time": "2020"},
        {"signature": "00"},
        {"signature": "no"},
    ):
        assert not dataclasses.replace(signed, **change).signed_by(key)


def test_one_head_a_day_is_stored_and_stays_as_it_was(paint, place):
    paint(3)
    first = heads.store_daily_head()
    text = first.read_text()
    paint(2)
    assert heads.store_daily_head() == first
    assert first.read_text() == text
    tomorrow = heads.store_daily_head(date(2999, 1, 1))
    assert tomorrow == place / "heads" / "2999-01-01.json"
    assert [signed.count for signed in heads.stored().values()] == [3, 5]
    assert sorted(os.listdir(place / "heads")) == sorted([first.name, tomorrow.name])


def test_the_background_job_stores_the_head(paint, place):
    paint(2)
    name = store_head.func()
    assert heads.read(place / "heads" / name).count == 2
    assert store_head.func() == name


def test_a_ledger_that_does_not_hold_gets_no_new_head(paint, place):
    paint(5)
    heads.store_daily_head(date(2026, 1, 1))
    paint(2)
    with guards.lifted(connection):
        Entry.objects.filter(sequence=6).update(content="{}")
    with pytest.raises(heads.LedgerBroken, match="Entry 6"):
        heads.store_daily_head(date(2026, 1, 2))
    cut(4)
    with pytest.raises(heads.LedgerBroken, match="Entry 5"):
        heads.store_daily_head(date(2026, 1, 2))
    assert os.listdir(place / "heads") == ["2026-01-01.json"]


def test_verify_checks_all_heads_that_are_stored(paint, place, capsys):
    assert "0 entries" in ledger("verify", capsys=capsys)
    paint(3)
    heads.store_daily_head(date(2026, 1, 1))
    paint(3)
    heads.store_daily_head(date(2026, 1, 2))
    paint(1)
    said = ledger("verify", capsys=capsys)
    assert "The ledger holds: 7 entries" in said
    assert head()[1] in said
    assert "agrees with: 2" in said
    cut(4)
    assert "Entry 6: was signed as the head, but is not there: the ledger ends at entry 4." in failing(
        "verify"
    )


def test_verify_against_a_head_kept_elsewhere(paint, place, capsys, tmp_path):
    paint(3)
    kept = tmp_path / "kept.json"
    kept.write_text(ledger("head", capsys=capsys))
    paint(2)
    assert "5 entries" in ledger("verify", "--head", str(kept), capsys=capsys)
    cut(2)
    assert "Entry 3: was signed" in failing("verify", "--head", str(kept))


def test_a_rewritten_ledger_is_found_even_if_all_daily_heads_were_removed(paint, place, capsys, tmp_path):
    paint(3)
    kept = tmp_path / "kept.json"
    kept.write_text(ledger("head", capsys=capsys))
    cut(0)
    for path in (place / "heads").iterdir():
        path.unlink()
    paint(3)
    assert "The ledger holds" in ledger("verify", capsys=capsys)
    assert "the ledger was rewritten" in failing("verify", "--head", str(kept))


def test_a_changed_head_is_not_believed(paint, place, capsys, tmp_path):
    paint(3)
    kept = tmp_path / "kept.json"
    values = json.loads(ledger("head", capsys=capsys))
    kept.write_text(json.dumps(values | {"count": 2}))
    assert "not signed with this key" in failing("verify", "--head", str(kept))


def test_an_outsider_names_the_key(paint, place, capsys, tmp_path, settings):
    paint(3)
    kept, public = tmp_path / "kept.json", tmp_path / "public.pem"
    kept.write_text(ledger("head", capsys=capsys))
    public.write_bytes((place / "keys" / keys.PUBLIC).read_bytes())
    settings.KEYS = tmp_path / "other"
    assert "is not an Ed25519 public key" in failing("verify", "--head", str(kept))
    assert not settings.KEYS.exists()
    keys.signing_key()
    assert "not signed with this key" in failing("verify", "--head", str(kept))
    assert "3 entries" in ledger("verify", "--head", str(kept), "--public-key", str(public), capsys=capsys)
    assert "is not an Ed25519 public key" in failing("verify", "--head", str(kept), "--public-key", str(kept))


@pytest.mark.parametrize("content", ["", "{}", "[]", "\udcff", '{"count": "3"}'])
def test_what_is_no_head_is_said_to_be_none(content, tmp_path):
    path = tmp_path / "head.json"
    path.write_text(content, errors="surrogateescape")
    assert "is not a head that `ledger head` wrote" in failing("verify", "--head", str(path))
    assert "cannot be read" in failing("verify", "--head", str(tmp_path / "none.json"))
