"""The measurement: who is measured, what is refused, kept and taken up again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from compare import ROOT, run_files
from compare.cost import __main__ as command
from compare.cost import compiled, plain, prepare, process, session, threads, timing
from compare.cost.calls import Kind, all_kinds
from compare.cost.contenders import BY_KEY, CONTENDERS, FINISHED, Contender
from compare.cost.prepare import RefusedError
from compare.cost.process import Task
from compare.cost.session import Effort, Session

TINY = Effort(
    processes=2,
    rounds=2,
    slice_seconds=1e-5,
    thread_rounds=1,
    thread_steps=10_000,
)
# Those that take long are left to the measurement itself.
KINDS = {
    kind.key: kind
    for kind in all_kinds()
    if kind.for_all or kind.key in ("arrays-16", "pickle")
}
TASK = Task(
    number=0,
    kinds=["scalars"],
    contenders=["python"],
    rounds=2,
    slice_seconds=1e-5,
    thread_rounds=1,
    thread_steps=10_000,
    watch_gil=False,
)


def contender(key: str = "python", **tool: Any) -> Contender:
    """Somebody with functions of the test's choice."""
    functions = SimpleNamespace(**tool) if tool else plain
    return Contender(key, key, "finished", "", lambda: functions)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_plain_python_gives_every_right_answer(kind: Kind) -> None:
    somebody = replace(contender(), in_curve=True)
    assert prepare.calls_of(kind, {"python": plain}, [somebody]).keys() >= {"python"}


@pytest.mark.parametrize("one", CONTENDERS, ids=BY_KEY)
def test_everybody_who_is_to_be_timed_is_there_and_right(one: Contender) -> None:
    tools, missing = prepare.load([one])
    assert not missing
    calls = [prepare.calls_of(kind, tools, [one]) for kind in KINDS.values()]
    timed = {kind for kind, found in zip(KINDS, calls, strict=True) if one.key in found}
    if one.form == "finished":
        assert timed == KINDS.keys()
    assert timed
    # What is left out has a reason that still holds.
    for left_out in one.omits.keys() & KINDS.keys():
        honest = replace(one, omits={})
        with pytest.raises(RefusedError):
            prepare.calls_of(KINDS[left_out], tools, [honest])


def test_a_wrong_answer_is_refused() -> None:
    tool = SimpleNamespace(multiply=lambda a, b: a + b)
    with pytest.raises(RefusedError, match=r"gave 8\.5, not 15\.0"):
        prepare.calls_of(KINDS["scalars"], {"liar": tool}, [contender("liar")])


def test_a_finished_binding_must_have_every_function() -> None:
    with pytest.raises(RefusedError, match="repeat"):
        prepare.calls_of(KINDS["string"], {"x": SimpleNamespace()}, [contender("x")])


def test_who_is_not_installed_is_named() -> None:
    one = Contender("x", "X", "peer", "cmult_nowhere", lambda: None)
    assert prepare.load([one]) == (
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
    compiled.refuse_debug_build(built["release"])
    with pytest.raises(compiled.DebugBuildError, match=r"debug\.so is a debug build"):
        compiled.refuse_debug_build(built["debug"])


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is Linux's")
@pytest.mark.parametrize(
    ("function", "newest"),
    # glibc has names for its versions from 2.2.5 on (x86-64); 2.30 was a late one.
    [("puts", (2, 2, 5)), ("gettid", (2, 30))],
)
def test_the_newest_glibc_is_told(
    function: str, newest: tuple[int, ...], tmp_path: Path
) -> None:
    source, library = tmp_path / "x.c", tmp_path / "x.so"
    code = f"int puts(), {function}(); int f() {{ return puts() + {function}(); }}"
    source.write_text(code)
    options = ["-w", "-shared", "-fPIC", "-nostartfiles", "-o", str(library)]
    subprocess.run(["cc", *options, str(source)], check=True)
    found = compiled.glibc_of(library)
    assert found == newest
    assert compiled.glibc_of(source) is None


def test_a_debug_build_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cmult_debug"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "_compiled.so").write_bytes(b"..." + compiled.DEBUG_MARK + b"...")
    monkeypatch.syspath_prepend(tmp_path)
    one = Contender("x", "X", "finished", "cmult_debug", lambda: pytest.fail("loaded"))
    with pytest.raises(RefusedError, match="cmult_debug"):
        prepare.load([one])


# One process.


def told_by(task: Task) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    process.run(task, lambda message: told.append(dict(message)))
    return told


def test_a_process_tells_of_each_round_and_of_the_best_and_the_ordinary_one() -> None:
    start, *rounds, end = told_by(TASK)
    assert start["missing"] == []
    assert rounds == [{"round": "scalars"}] * TASK.rounds
    assert end["kind"] == "scalars"
    assert end["times"].keys() == {"python", "empty-loop"}
    for times in end["times"].values():
        assert 0 < times["best"] <= times["ordinary"]


def test_one_process_watches_the_gil_and_all_take_the_time_of_two_threads() -> None:
    threads_only = replace(TASK, kinds=[process.THREADS])
    _, *_, end = told_by(threads_only)
    assert end["times"]["python"].keys() == {"in a row", "side by side"}
    told = told_by(replace(threads_only, watch_gil=True))
    (seen,) = (message for message in told if "gil" in message)
    assert seen["policy"]["multiply"] == threads.HELD


def test_each_process_has_seeds_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[int] = []

    def interleave(*_: object, seed: int, **_options: object) -> dict[str, list[float]]:
        seeds.append(seed)
        return {}

    def started(*_: object, env: dict[str, str], **_options: object) -> None:
        seeds.append(int(env["PYTHONHASHSEED"]))
        raise OSError("not now")

    monkeypatch.setattr(timing, "interleave", interleave)
    monkeypatch.setattr(subprocess, "Popen", started)
    for number in (0, 7):
        task = replace(TASK, number=number)
        told_by(task)
        with pytest.raises(OSError, match="not now"):
            list(session.messages(task))
    assert seeds == [0, 0, 7, 7]


def test_a_process_that_refuses_is_heard() -> None:
    with pytest.raises(RefusedError, match="process 0 ended"):
        list(session.messages(replace(TASK, rounds=0)))


# A session of several.


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """What processes are asked for; they answer without being started."""
    tasks: list[Task] = []

    def messages(task: Task) -> Iterator[dict[str, Any]]:
        tasks.append(task)
        yield {"missing": [], "pinned": True}
        for kind in task.kinds:
            seconds = 1e-8 * (1 + task.number)
            yield {"round": kind}
            if kind == process.THREADS:
                yield {"gil": "python", "policy": {"multiply": "held"}}
                times = {"python": {"in a row": 2.0, "side by side": 1.0}}
            else:
                one = {"best": seconds, "ordinary": seconds}
                times = dict.fromkeys(("c-floor", "python"), one)
                times["empty-loop"] = {"best": 1e-9, "ordinary": 1e-9}
            yield {"kind": kind, "times": times}

    monkeypatch.setattr(session, "messages", messages)
    monkeypatch.setattr(command, "FULL", TINY)
    return tasks


def test_each_process_is_one_sample(tmp_path: Path, asked: list[Task]) -> None:
    measured = Session(tmp_path, ["scalars", process.THREADS], TINY)
    rounds: list[str] = []
    measured.run("a note", lambda _task, kind: rounds.append(kind))
    assert [task.number for task in asked] == [0, 1]
    assert [task.watch_gil for task in asked] == [True, False]
    calls = run_files.load(tmp_path, run_files.CALLS)
    assert calls["scalars"]["c-floor"]["best"] == [1e-8, 2e-8]
    found = run_files.load(tmp_path, run_files.THREADS)["python"]
    assert found["gil"] == {"multiply": "held"}
    assert found["seconds"]["in a row"] == [2.0, 2.0]
    notes = run_files.load(tmp_path, run_files.MACHINE)
    assert notes["note"] == "a note"
    assert notes["stolen milliseconds"].keys() == {"before", "after"}
    assert notes["load"].keys() == {"before", "after"}


@pytest.mark.usefixtures("asked")
def test_the_bar_knows_how_many_rounds_there_are(tmp_path: Path) -> None:
    both = Session(tmp_path, ["scalars", process.THREADS], TINY)
    assert both.rounds() == TINY.processes * (TINY.rounds + 1)


def test_a_run_is_kept_and_taken_up_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[Task]
) -> None:
    run = ["--out", str(tmp_path)]
    assert command.main([*run, "--kind", "scalars"]) == 0
    before = run_files.load(tmp_path, run_files.CALLS)
    assert before.keys() == {"scalars"}

    # Not by accident over what is there already.
    assert command.main([*run, "--kind", "method"]) == 1
    assert "--resume" in capsys.readouterr().err
    assert run_files.load(tmp_path, run_files.CALLS) == before

    asked.clear()
    more = ["--kind", "scalars", "--kind", "method", "--resume"]
    assert command.main([*run, *more]) == 0
    assert [task.kinds for task in asked] == [["method"], ["method"]]
    after = run_files.load(tmp_path, run_files.CALLS)
    assert after == before | {"method": after["method"]}
    assert (tmp_path / "call-method.md").exists()


def test_a_run_is_not_taken_up_on_another_machine(
    tmp_path: Path, asked: list[Task], capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["--out", str(tmp_path), "--resume"]
    assert command.main([*run, "--kind", "scalars"]) == 0
    notes = run_files.load(tmp_path, run_files.MACHINE)
    run_files.save(tmp_path, run_files.MACHINE, notes | {"processor": "another"})
    assert command.main([*run, "--kind", "method"]) == 1
    assert "another set-up" in capsys.readouterr().err
    assert run_files.load(tmp_path, run_files.CALLS).keys() == {"scalars"}
    assert asked


def test_what_is_done_when_it_is_stopped_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[Task]
) -> None:
    answered = session.messages

    def stopped(task: Task) -> Iterator[dict[str, Any]]:
        if task.number == 1:
            raise KeyboardInterrupt
        yield from answered(task)

    run = ["--out", str(tmp_path), "--kind", "scalars"]
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(session, "messages", stopped)
        assert command.main(run) == 130
    calls = run_files.load(tmp_path, run_files.CALLS)
    assert calls["scalars"]["python"]["best"] == [1e-8]
    asked.clear()
    assert command.main([*run, "--resume"]) == 0
    assert [task.number for task in asked] == [1]
    calls = run_files.load(tmp_path, run_files.CALLS)
    assert calls["scalars"]["python"]["best"] == [1e-8, 2e-8]


def test_real_processes_measure(tmp_path: Path) -> None:
    few = Session(tmp_path, ["scalars"], TINY, ["python", "c-floor"])
    few.run("", lambda *_: None)
    calls = run_files.load(tmp_path, run_files.CALLS)
    assert calls["scalars"].keys() == {"python", "c-floor", "empty-loop"}
    assert {len(who["best"]) for who in calls["scalars"].values()} == {2}


def test_the_notes_name_no_place_and_nobody() -> None:
    import getpass
    import platform

    told = run_files.dumps(session.set_up(TINY, "a note", True))
    assert "a note" in told
    assert str(Path.home()) not in told
    assert str(ROOT) not in told
    assert f'"{platform.node()}"' not in told
    assert f'"{getpass.getuser()}"' not in told


# The GIL.


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
    arrays = {"multiply": held, "short array": released, "long array": released}
    assert threads.in_words(arrays) == "released in arrays"
    one = {"multiply": held, "long array": held, "compound": released}
    assert threads.in_words(one) == "released in compound"


@pytest.mark.parametrize("one", FINISHED, ids=lambda one: one.key)
def test_every_finished_binding_releases_the_gil_for_long_work(one: Contender) -> None:
    policy = threads.policy(one.load(), 0.05)
    assert policy["compound"] == policy["long array"] == threads.RELEASED
