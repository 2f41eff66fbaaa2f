"""The benchmark's machinery: what it measures, refuses, keeps and takes up again."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from compare import bench, kinds, native, plain, store, threads, timing
from compare.contenders import BY_KEY, CONTENDERS, FINISHED, Contender

TINY = bench.Effort(rounds=2, slice_seconds=1e-6, thread_rounds=1, thread_steps=100_000)
KINDS = {kind.key: kind for kind in kinds.all_kinds() if kind.group != "memory"}


def contender(key: str = "python", **tool: Any) -> Contender:
    """Somebody with functions of the test's choice."""
    functions = SimpleNamespace(**tool) if tool else plain
    return Contender(key, key, "finished", "", lambda: functions)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_plain_python_gives_every_right_answer(kind: kinds.Kind) -> None:
    somebody = replace(contender(), in_curve=True)
    assert bench.calls_of(kind, {"python": plain}, [somebody]).keys() >= {"python"}


@pytest.mark.parametrize("one", CONTENDERS, ids=BY_KEY)
def test_everybody_who_is_to_be_timed_is_there_and_right(one: Contender) -> None:
    tools, missing = bench.load_contenders([one])
    assert not missing
    calls = [bench.calls_of(kind, tools, [one]) for kind in KINDS.values()]
    timed = {kind for kind, found in zip(KINDS, calls, strict=True) if one.key in found}
    if one.form == "finished":
        assert timed == KINDS.keys()
    assert timed
    # What is left out has a reason that still holds.
    for left_out in one.omits.keys() & KINDS.keys():
        honest = replace(one, omits={})
        with pytest.raises(bench.RefusedError):
            bench.calls_of(KINDS[left_out], tools, [honest])


def test_a_wrong_answer_is_refused() -> None:
    tool = SimpleNamespace(multiply=lambda a, b: a + b)
    with pytest.raises(bench.RefusedError, match=r"gave 8\.5, not 15\.0"):
        bench.calls_of(KINDS["scalars"], {"liar": tool}, [contender("liar")])


def test_a_finished_binding_must_have_every_function() -> None:
    with pytest.raises(bench.RefusedError, match="repeat"):
        bench.calls_of(KINDS["string"], {"x": SimpleNamespace()}, [contender("x")])


def test_who_is_not_installed_is_named() -> None:
    one = Contender("x", "X", "peer", "cmult_nowhere", lambda: None)
    assert bench.load_contenders([one]) == (
        {},
        ["X (peer): No module named 'cmult_nowhere'"],
    )


CHECKED_BY_DEBUG_BUILDS = """
#[unsafe(no_mangle)]
pub extern "C" fn first(data: *const f64, length: usize) -> f64 {
    // SAFETY: never called.
    let values = unsafe { std::slice::from_raw_parts(data, length) };
    values[0]
}
"""


@pytest.mark.skipif(shutil.which("rustc") is None, reason="rustc is not installed")
def test_a_debug_build_is_told_from_a_release_build(tmp_path: Path) -> None:
    source = tmp_path / "small.rs"
    source.write_text(CHECKED_BY_DEBUG_BUILDS)
    built = {}
    # Stripped, both of them: debug information would be too easy a sign.
    common = ["rustc", "--crate-type=cdylib", "--edition=2024", "-Cstrip=symbols"]
    for name, options in (("debug", []), ("release", ["-Copt-level=3"])):
        built[name] = tmp_path / f"{name}.so"
        command = [*common, *options, "-o", str(built[name]), str(source)]
        subprocess.run(command, check=True)
    native.refuse_debug_build(built["release"])
    with pytest.raises(native.DebugBuildError, match=r"debug\.so is a debug build"):
        native.refuse_debug_build(built["debug"])


def test_a_debug_build_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cmult_debug"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "_native.so").write_bytes(b"..." + native.DEBUG_MARK + b"...")
    monkeypatch.syspath_prepend(tmp_path)
    one = Contender("x", "X", "finished", "cmult_debug", lambda: pytest.fail("loaded"))
    with pytest.raises(bench.RefusedError, match="cmult_debug"):
        bench.load_contenders([one])


def measure(folder: Path, kind: str) -> None:
    bench.measure(folder, [KINDS[kind]], with_threads=False, effort=TINY, note="")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plain Python and the floor run without any other."""
    few = [BY_KEY["python"], BY_KEY["c-floor"]]
    monkeypatch.setattr(bench.load_contenders, "__defaults__", (few,))


@pytest.mark.usefixtures("alone")
def test_a_run_is_saved_and_taken_up_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "FULL", TINY)
    run = ["--out", str(tmp_path / "run")]
    assert bench.main([*run, "--kind", "scalars"]) == 0
    before = store.load(tmp_path / "run", store.CALLS)
    assert before.keys() == {"scalars"}
    assert before["scalars"].keys() == {"python", "c-floor", "empty-loop"}
    assert all(len(times) == TINY.rounds for times in before["scalars"].values())

    # Not by accident over what is there already.
    assert bench.main([*run, "--kind", "method"]) == 1
    assert "--resume" in capsys.readouterr().err
    assert store.load(tmp_path / "run", store.CALLS) == before

    more = ["--kind", "scalars", "--kind", "method", "--resume"]
    assert bench.main([*run, *more]) == 0
    after = store.load(tmp_path / "run", store.CALLS)
    assert after.keys() == {"scalars", "method"}
    assert after["scalars"] == before["scalars"]
    assert (tmp_path / "run" / "call-method.md").exists()


@pytest.mark.usefixtures("alone")
def test_a_run_is_not_taken_up_on_another_machine(tmp_path: Path) -> None:
    measure(tmp_path, "scalars")
    notes = store.load(tmp_path, store.MACHINE)
    store.save(tmp_path, store.MACHINE, notes | {"processor": "another"})
    with pytest.raises(bench.RefusedError, match="another set-up"):
        measure(tmp_path, "method")
    assert store.load(tmp_path, store.CALLS).keys() == {"scalars"}


@pytest.mark.usefixtures("alone")
def test_what_is_done_when_it_is_stopped_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = timing.interleave
    turns = iter([really])

    def interrupted(*arguments: Any, **options: Any) -> Any:
        for turn in turns:
            return turn(*arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(timing, "interleave", interrupted)
    monkeypatch.setattr(bench, "FULL", TINY)
    assert bench.main(["--out", str(tmp_path)]) == 130
    assert store.load(tmp_path, store.CALLS).keys() == {"scalars"}


def test_the_notes_name_no_place_and_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    import getpass
    import platform

    told = store.dumps(bench.notes(TINY, 1, "a note"))
    assert "a note" in told
    assert str(Path.home()) not in told
    assert str(store.HERE.parent) not in told
    assert f'"{platform.node()}"' not in told
    assert f'"{getpass.getuser()}"' not in told


def test_who_lets_others_run_is_seen() -> None:
    # hash() of a number holds the GIL, sleeping releases it.
    import time

    assert threads.releases_gil(lambda: time.sleep(0), 5.0)
    assert not threads.releases_gil(lambda: hash(1.5), 0.02)


def test_policies_in_words() -> None:
    held, released = threads.HELD, threads.RELEASED
    assert threads.in_words({"multiply": held, "compound": held}) == "held"
    every = {"multiply": released, "compound": released}
    assert threads.in_words(every) == "released in every call"
    some = {"multiply": held, "long array": released, "compound": released}
    assert threads.in_words(some) == "released in long work"
    one = {"multiply": held, "long array": held, "compound": released}
    assert threads.in_words(one) == "released in compound"


@pytest.mark.parametrize("one", FINISHED, ids=lambda one: one.key)
def test_the_policy_of_each_tool(one: Contender) -> None:
    policy = threads.policy(one.load(), 0.05)
    assert policy["compound"] == policy["long array"] == threads.RELEASED
    by_hand = one.key in {"ctypes-finished", "cffi-finished"}
    short = threads.RELEASED if by_hand else threads.HELD
    assert policy["multiply"] == policy["short array"] == short
