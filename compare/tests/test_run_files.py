"""The files of a run: short, exact enough, never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare import run_files


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    value = {"a": {"b": [1.23456e-8, 2.0], "c": {}}, "d": "é", "e": True, "f": None}
    run_files.save(tmp_path / "new", "x.json", value)
    loaded = run_files.load(tmp_path / "new", "x.json")
    assert loaded == value | {"a": {"b": [1.235e-8, 2.0], "c": {}}}
    assert run_files.load(tmp_path, "nothing.json") == {}


def test_a_list_of_numbers_and_a_record_is_one_line() -> None:
    text = run_files.dumps({"a": {"b": [1, 2], "c": {"d": 3, "e": "f"}}})
    assert text == '{\n  "a": {\n    "b": [1, 2],\n    "c": {"d": 3, "e": "f"}\n  }\n}'
    text = run_files.dumps([{"a": 1}, {"a": {"b": [2]}}])
    assert text == '[\n  {"a": 1},\n  {\n    "a": {\n      "b": [2]\n    }\n  }\n]'


@pytest.mark.parametrize("value", [{}, [], {"a": {}}, [{}], "é", {"a": 1}, [[1], []]])
def test_every_value_comes_back(value: object) -> None:
    assert json.loads(run_files.dumps(value)) == value


def test_a_file_is_whole_or_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_files.write_text(tmp_path / "x", "old")

    def full(path: Path, text: str, **_: object) -> None:
        path.write_bytes(text[:1].encode())
        raise OSError("no space left on the device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="no space"):
        run_files.write_text(tmp_path / "x", "new")
    assert (tmp_path / "x").read_bytes() == b"old"
