"""One machine and then many: right answers everywhere, and errors in one line."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from compare import ROOT, run_files
from compare.report import __main__ as report
from compare.report import scaling
from compare.scale import __main__ as scale
from compare.scale import engines, measure, ways, work
from compare.scale.engines import Cluster, ScaleError
from compare.tests import fake
from compare.tools import TOOLS, Tool

WORKERS = 2
LENGTH = 100_005  # the GIL is released for both halves, and these are not alike
ROADS = [pytest.param(tool, id=tool.key) for tool in TOOLS]

needs_dask = pytest.mark.skipif(
    not importlib.util.find_spec("distributed"),
    reason="Dask is not installed: `just scale --quick` does that",
)


def dot_of(tool: Tool) -> ways.Function:
    """The function of a package."""
    found: ways.Function = importlib.import_module(tool.package).dot
    return found


@pytest.fixture(scope="module")
def arrays() -> tuple[work.Doubles, work.Doubles]:
    return work.arrays(LENGTH)


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with engines.processes(WORKERS) as pool:
        yield pool


# The work


@pytest.mark.parametrize(("length", "parts"), [(0, 1), (1, 2), (7, 3), (1_000, 2)])
def test_every_element_is_in_one_chunk(length: int, parts: int) -> None:
    chunks = [range(length)[part] for part in work.cut(length, parts)]
    assert [index for chunk in chunks for index in chunk] == list(range(length))
    assert len(chunks) == parts
    assert max(map(len, chunks)) - min(map(len, chunks)) <= 1


def test_the_right_answer_is_right() -> None:
    a, b = work.arrays(2_001)
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    assert work.right_dot(2_001) == sum(x * y for x, y in pairs)
    # Nothing is lost in any order: every sum is a whole number below 2**53.
    assert work.right_dot(20_000_000) < 2**53


def test_the_parts_of_the_long_work_make_all_of_it() -> None:
    starts, factors, steps = work.compound_arguments(1_001, 2)
    assert sum(starts) == sum(steps) == 1_001
    assert set(factors) == {1.0}


# Threads and processes, on every road


@pytest.mark.parametrize("tool", ROADS)
def test_threads(tool: Tool, arrays: tuple[work.Doubles, work.Doubles]) -> None:
    with engines.threads(WORKERS) as pool:
        found = ways.on_pool(pool, WORKERS, dot_of(tool), *arrays)
    assert found == work.right_dot(LENGTH)


@pytest.mark.parametrize("tool", ROADS)
def test_pickled_to_processes(
    tool: Tool, processes: Executor, arrays: tuple[work.Doubles, work.Doubles]
) -> None:
    found = ways.on_pool(processes, WORKERS, dot_of(tool), *arrays)
    assert found == work.right_dot(LENGTH)


@pytest.mark.parametrize("tool", ROADS)
def test_in_shared_memory(
    tool: Tool, processes: Executor, arrays: tuple[work.Doubles, work.Doubles]
) -> None:
    with engines.shared(*arrays) as name:
        for length in (LENGTH, 10):
            found = ways.in_shared_memory(
                processes, WORKERS, dot_of(tool), name, length
            )
            assert found == work.right_dot(length)
    with pytest.raises(FileNotFoundError):
        ways.attached(name)


def test_the_work_is_done_in_other_processes(processes: Executor) -> None:
    pids = set()
    for _ in range(100):  # one worker may be quicker than the other
        pids |= set(processes.map(process_id, [0.01] * WORKERS))
        if len(pids) == WORKERS:
            break
    assert len(pids) == WORKERS
    assert os.getpid() not in pids


def process_id(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


# What goes wrong, with the words that are searched for


def test_a_memoryview_cannot_be_pickled(
    processes: Executor, arrays: tuple[work.Doubles, work.Doubles]
) -> None:
    a, b = (array.data for array in arrays)
    with pytest.raises(TypeError, match="cannot pickle memoryview objects"):
        list(processes.map(dot_of(TOOLS[0]), [a], [b]))


UNGUARDED = """
# ANCHOR: unguarded
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
    print(sum(pool.map(abs, [-1])))
# ANCHOR_END: unguarded
"""


def test_a_pool_without_a_main_guard(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "An attempt has been made to start a new process" in done.stderr
    assert "BrokenProcessPool: A process in the process pool was" in done.stderr


FOR_EVER = """
import sys
sys.path.insert(0, sys.argv[1])
from compare.scale import engines, work

if __name__ == "__main__":
    with engines.processes(2) as pool, engines.shared(*work.arrays(1000)):
        print("ready", flush=True)
        while True:
            list(pool.map(abs, range(2)))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to signal")
def test_ctrl_c_is_heard_by_one_process_and_ends_all(tmp_path: Path) -> None:
    script = tmp_path / "for_ever.py"
    script.write_text(FOR_EVER)
    with subprocess.Popen(
        [sys.executable, script, str(ROOT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert errors.count("KeyboardInterrupt") == 1, errors
    assert errors.count("Traceback") == 1, errors
    assert is_gone(process.pid)


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, within a while."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_without_dask_it_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert scale.main(["--quick"]) == 1
    *_, last = capsys.readouterr().err.splitlines()
    assert last == "error: Dask is not installed: `just scale` does that"


def test_a_wheel_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        scale.main(["--wheel", "nothing.whl"])
    assert capsys.readouterr().err.endswith("error: no such wheel: nothing.whl\n")


def test_only_a_whole_run_of_this_machine_is_kept() -> None:
    for option in (["--quick"], ["--road=pyo3"], ["--address=x"], ["--length=9"]):
        folder = scale.folder_of(scale.parse(option))
        assert folder.is_relative_to(run_files.SCRATCH)
    assert scale.folder_of(scale.parse([])).parent == run_files.RUNS


# Measuring


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda: 5.0, "PyO3, threads: gave 5.0, not 6.0"),
        (lambda: [][0], "PyO3, threads: IndexError('list index out of range')"),
        (
            lambda: importlib.import_module("nothing"),
            "PyO3, threads: ModuleNotFoundError(\"No module named 'nothing'\"); "
            "--wheel brings it there",
        ),
    ],
)
def test_nothing_is_timed_after_a_wrong_answer(answer: measure.Way, said: str) -> None:
    right = {"one thread": lambda: 6.0}
    assert len(measure.checked({"PyO3": right}, 6.0)) == 1
    with pytest.raises(ScaleError) as error:
        measure.checked({"PyO3": {"one thread": lambda: 6.0, "threads": answer}}, 6.0)
    assert str(error.value) == said


def test_what_crosses(arrays: tuple[work.Doubles, work.Doubles]) -> None:
    keys = [SimpleNamespace(key="mod-1234"), SimpleNamespace(key="mod-5678")]
    on: Any = SimpleNamespace(workers=2, cluster=Cluster(None, ["tcp://a", "tcp://b"]))
    data = measure.Data(arrays, "psm_1234", (keys, keys))
    found = measure.crosses(on, dot_of(TOOLS[-1]), data)
    assert found["one thread"] == found["threads"] == 0
    elements = sum(array.nbytes for array in arrays)
    for way in ("processes, pickled", "Dask, sent"):
        assert elements < found[way] < elements + 2_000
    for way in ("processes, shared memory", "Dask, made there"):
        assert 50 < found[way] < 1_000


# Tables and the plot


def test_the_tables_say_what_was_measured(tmp_path: Path) -> None:
    run_files.save(tmp_path, run_files.SCALE, fake.SCALE)
    files = scaling.files_of(tmp_path)
    assert files["scale-dot.md"].splitlines() == [
        "| dot, 10,000 elements | crosses | ctypes | PyO3 | pays from |",
        "| --- | --: | --: | --: | --: |",
        "| one thread | 0 B | 1.00 (1 ms) | 1.00 (1 ms) |  |",
        "| threads | 0 B | 0.50 (500 µs) | 0.50 (500 µs) | 100 to 1,000 |",
        "| processes, pickled | 160 kB | 10.0 (10 ms) | 10.0 (10 ms) | never |",
    ]
    assert files["scale-compound.md"].splitlines() == [
        "| compound, 10,000 steps | ctypes | PyO3 | pays from work of |",
        "| --- | --: | --: | --: |",
        "| one thread | 1.00 (1 ms) | 1.00 (1 ms) |  |",
        "| processes | 0.50 (500 µs) | 2.00 (2 ms) | 500 µs to never |",
    ]
    assert "| processes | 250 ms |" in files["scale-start.md"]
    assert "| workers | 2 |" in files["scale-machine.md"]
    assert "dot(a, b) with PyO3" in files["scale.svg"]


def test_a_run_without_it_is_rendered(tmp_path: Path) -> None:
    fake.save(tmp_path)
    without = report.files_of(tmp_path).keys()
    assert not any(name.startswith("scale") for name in without)
    run_files.save(tmp_path, run_files.SCALE, fake.SCALE)
    added = report.files_of(tmp_path).keys() - without
    assert added == {
        *("scale-compound.md", "scale-dot.md", "scale-machine.md"),
        *("scale-start.md", "scale.svg"),
    }


# Dask


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with engines.cluster(WORKERS) as found:
        yield found


@needs_dask
@pytest.mark.parametrize("tool", ROADS)
def test_sent_by_dask(
    tool: Tool, cluster: Cluster, arrays: tuple[work.Doubles, work.Doubles]
) -> None:
    client, nodes = cluster.client, cluster.workers
    found = ways.sent_by_dask(client, nodes, dot_of(tool), *arrays)
    assert found == work.right_dot(LENGTH)


@needs_dask
@pytest.mark.parametrize("tool", ROADS)
def test_made_by_dask(tool: Tool, cluster: Cluster) -> None:
    chunks = ways.made_by_dask(cluster.client, cluster.workers, LENGTH)
    found = ways.there_on_dask(cluster.client, dot_of(tool), chunks)
    assert found == work.right_dot(LENGTH)


@needs_dask
@pytest.mark.parametrize("tool", ROADS)
def test_what_dask_sends_may_lie_at_an_odd_address(
    tool: Tool, cluster: Cluster
) -> None:
    client, dot = cluster.client, dot_of(tool)
    refusals = []
    # Where it lies depends on the lengths of names.
    for length in range(1, 20):
        sent = client.scatter(np.ones(length), hash=False)
        try:
            assert client.submit(dot, sent, sent).result() == length
        except Exception as error:
            refusals.append(error)
        aligned = client.submit(np.require, sent, float, "A")
        assert client.submit(dot, aligned, aligned).result() == length
    assert refusals


@needs_dask
def test_nobody_answers_at_an_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        assert scale.main(["--quick", "--address", address]) == 1
        *_, last = capsys.readouterr().err.splitlines()
        assert last == f"error: no scheduler answers at {address}"


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler and a worker with an environment of their own.

    They have our packages, but what they install does not come here.
    """
    folder = tmp_path_factory.mktemp("cluster")
    known = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--scheduler-file", str(known)]
    venv.create(folder / "venv", with_pip=True)
    programs = "Scripts" if os.name == "nt" else "bin"
    python = str(folder / "venv" / programs / "python")
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [python, "-m", "dask", *arguments, *here],
            cwd=folder,
            env=environment,
            stderr=subprocess.DEVNULL,
        )

    with start("scheduler", "--port=0", "--dashboard-address=:0") as boss:
        worker = start("worker", "--nthreads=1", "--no-nanny")
        try:
            for _ in range(300):
                if known.exists():
                    break
                time.sleep(0.1)
            address = str(json.loads(known.read_text())["address"])
            with engines.connect(address) as client:
                client.wait_for_workers(1, timeout=60)
            yield address
        finally:
            worker.terminate()
            worker.wait()
            boss.terminate()


@needs_dask
def test_a_cluster_by_its_address(
    remote: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--quick", "--road", "pyo3", "--address", remote, "--length", "1000"]
    assert scale.main([*arguments, "--out", str(tmp_path)]) == 0
    found = run_files.load(tmp_path, run_files.SCALE)
    assert found["set-up"]["Dask's workers"] == "1, by its address"
    assert found["set-up"]["packages"]["distributed"]
    assert found["dot"].keys() == found["crosses"].keys()
    assert "checking dot of 1,000" in capsys.readouterr().err.splitlines()


@needs_dask
def test_a_module_that_the_cluster_lacks(
    remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def f():\n    return 6.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    only_here = importlib.import_module("only_here")
    with engines.cluster(WORKERS, remote) as found:
        sent = found.client.submit(only_here.f)
        with pytest.raises(RuntimeError, match="deserialization of the task graph"):
            sent.result()
        with pytest.raises(ScaleError, match=r"'only_here'.*--wheel brings it there"):
            run = found.client.submit(only_here.f, pure=False).result
            measure.checked({"PyO3": {"Dask": run}}, 6.0)


@needs_dask
def test_a_wheel_is_installed_on_the_cluster(
    remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "with a space"
    folder.mkdir()
    wheel = folder / "brought-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("brought.py", "def f():\n    return __file__\n")
        about = "brought-1.dist-info"
        archive.writestr(f"{about}/METADATA", "Name: brought\nVersion: 1\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    monkeypatch.syspath_prepend(str(wheel))  # to import from it is enough here
    brought = importlib.import_module("brought")
    with engines.cluster(WORKERS, remote, [wheel]) as found:
        there = found.client.submit(brought.f, pure=False).result()
    assert Path(there).parent.name == "site-packages"


@needs_dask
def test_a_wheel_that_cannot_be_installed(remote: str, tmp_path: Path) -> None:
    wheel = tmp_path / "a wheel.whl"
    wheel.touch()
    with (
        pytest.raises(ScaleError, match=r"pip install failed with .*is not a valid"),
        engines.cluster(WORKERS, remote, [wheel]),
    ):
        pass


@needs_dask
@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to signal")
def test_ctrl_c_ends_the_run_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "compare.scale", "--out", str(tmp_path / "run")]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("checking"):
                break
        os.killpg(process.pid, signal.SIGINT)
        lines = process.stderr.read().split("\n")
    said = [line for line in lines if line and not line.startswith("checking")]
    assert said == ["stopped; nothing is kept"]
    assert process.returncode == 130
    assert is_gone(process.pid)
    assert not (tmp_path / "run").exists()
