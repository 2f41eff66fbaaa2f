"""The files of a run: short, exact enough, never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare import store


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    value = {"a": {"b": [1.23456e-8, 2.0], "c": {}}, "d": "é", "e": True, "f": None}
    store.save(tmp_path / "new", "x.json", value)
    loaded = store.load(tmp_path / "new", "x.json")
    assert loaded == value | {"a": {"b": [1.235e-8, 2.0], "c": {}}}
    assert store.load(tmp_path, "nothing.json") == {}


def test_a_list_of_numbers_is_one_line() -> None:
    text = store.dumps({"a": {"b": [1, 2], "c": [3]}})
    assert text == '{\n  "a": {\n    "b": [1, 2],\n    "c": [3]\n  }\n}'
    records = [{"a": 1}, {"a": 2}]
    assert json.loads(store.dumps(records)) == records


def test_a_file_is_whole_or_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_text(tmp_path / "x", "old")

    def full(path: Path, text: str, **_: object) -> None:
        path.write_bytes(text[:1].encode())
        raise OSError("no space left on the device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="no space"):
        store.write_text(tmp_path / "x", "new")
    assert (tmp_path / "x").read_bytes() == b"old"
