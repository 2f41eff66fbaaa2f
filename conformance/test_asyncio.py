"""asyncio: the event loop goes on while Rust works, and what is cancelled ends.

The thread with a token is for all five. `aio`, a future that a thread of Rust's
completes and an awaitable class, is a trait. Work without end proves what ends: where
it is not ended, the test runs into its time limit. No clock is asked.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import inspect
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from . import child_process
from .api import Binding
from .contract import TOOLS
from .memory import COUNTED, native_bytes

ENDLESS = 2**62  # steps: a hundred years and more

# The start of every script. Whatever would only be printed fails it, at its end.
PROLOGUE = """\
import asyncio, gc, importlib, os, signal, sys, threading
from pathlib import Path

name, debug, ENDLESS = sys.argv[1], sys.argv[2] == "debug", 2**62
binding = importlib.import_module(name)
TASKS = Path("/proc/self/task")

def threads():
    # Those of Rust's, too, which Python does not know.
    return len(list(TASKS.iterdir())) if TASKS.exists() else 1

async def patiently(main):
    # Debug mode tells of every callback that takes long: a busy machine is not a bug.
    asyncio.get_running_loop().slow_callback_duration = 3600
    return await main()

def run(main):
    return asyncio.run(patiently(main), debug=debug)

"""

with_aio = pytest.mark.parametrize(
    "module", [tool.module for tool in TOOLS if True in tool.trait("aio")]
)
# Debug mode also finds out who calls the loop from the wrong thread.
in_both_modes = pytest.mark.parametrize("mode", ["plain", "debug"])
needs_tasks = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="counts the threads in Linux's /proc"
)


def run(script: str, module: str, mode: str = "plain", *, aio: bool = True) -> str:
    """Runs a script that must end well, and say nothing but what it prints."""
    start = PROLOGUE + (f"aio = importlib.import_module('{module}.aio')\n" * aio)
    lines = start + inspect.cleandoc(script)
    return str(child_process.run(lines, module, mode, strict=True))


# A thread, with a token.

THREAD = """
async def compound(start, factor, times):
    stop = threading.Event()

    def check():
        if stop.is_set():
            raise InterruptedError

    try:
        return await asyncio.to_thread(binding.compound, start, factor, times, check)
    finally:
        stop.set()
"""


@in_both_modes
def test_a_thread_lets_the_loop_go_on(binding: Binding, mode: str) -> None:
    # The work ends when the loop says so: without the loop, never.
    script = f"""{THREAD}
async def main():
    task = asyncio.create_task(compound(1.0, 1.0, ENDLESS))
    for _ in range(3):
        await asyncio.sleep(0.001)
        assert not task.done()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    assert await compound(3.0, 2.0, 4) == 48.0

run(main)  # waits for the threads
"""
    assert run(script, binding.__name__, mode, aio=False) == "cancelled\n"


def test_a_thread_whose_time_is_over(binding: Binding) -> None:
    script = f"""{THREAD}
async def main():
    try:
        await asyncio.wait_for(compound(1.0, 1.0, ENDLESS), 0.01)
    except TimeoutError:
        print("time is over")

run(main)
"""
    assert run(script, binding.__name__, aio=False) == "time is over\n"


def test_ctrl_c_ends_a_thread(binding: Binding) -> None:
    script = f"""{THREAD}
async def main():
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    await compound(1.0, 1.0, ENDLESS)

try:
    run(main)
except KeyboardInterrupt:
    print("interrupted")
"""
    assert run(script, binding.__name__, aio=False) == "interrupted\n"


# The future and the class, in the roads that have them.


@with_aio
def test_the_same_product(module: str) -> None:
    binding, aio = (importlib.import_module(module + part) for part in ("", ".aio"))

    async def main() -> None:
        factor = 1 + 1e-7
        for times in [0, 1, 2**16, 2**16 + 1, 10**6]:
            expected = binding.compound(1.5, factor, times)
            assert await aio.compound(1.5, factor, times) == expected
            assert await aio.Compound(1.5, factor=factor, times=times) == expected

    asyncio.run(main())


@with_aio
def test_arguments_are_converted_as_by_the_function(module: str) -> None:
    binding, aio = (importlib.import_module(module + part) for part in ("", ".aio"))

    async def main() -> None:
        for arguments in [
            ("1", 1.0, 1),
            (1.0, None, 1),
            (1.0, 1.0, 1.5),
            (1.0, 1.0, -1),
        ]:
            with pytest.raises(Exception) as expected:  # it says which
                binding.compound(*arguments)
            with pytest.raises(expected.type):
                await aio.compound(*arguments)
            with pytest.raises(expected.type):
                aio.Compound(*arguments)

    asyncio.run(main())


@with_aio
def test_without_a_loop(module: str) -> None:
    aio = importlib.import_module(module + ".aio")
    with pytest.raises(RuntimeError, match="no running event loop"):
        aio.Compound(1.0, 1.0, 1)
    work = aio.compound(1.0, 1.0, 1)  # nothing is started
    with pytest.raises(RuntimeError, match="no running event loop"):
        work.send(None)


@with_aio
@in_both_modes
def test_the_loop_goes_on(module: str, mode: str) -> None:
    script = """
    async def main():
        for work in (aio.Compound, aio.compound):
            task = asyncio.ensure_future(work(1.0, 1.0, ENDLESS))
            for _ in range(3):
                await asyncio.sleep(0.001)
                assert not task.done()
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()

    run(main)
    """
    run(script, module, mode)


@needs_tasks
@with_aio
@in_both_modes
def test_a_cancelled_task_takes_the_thread_with_it(module: str, mode: str) -> None:
    script = """
    async def cancelled(task, after):
        for _ in range(after):
            await asyncio.sleep(0.001)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            # Not soon: it has ended by now.
            assert threads() == before, threads()
        else:
            raise AssertionError("not cancelled")

    async def wait(awaitable):
        return await awaitable

    async def main():
        for after in range(4):
            task = asyncio.create_task(aio.compound(1.0, 1.0, ENDLESS))
            await cancelled(task, after)
            task = asyncio.create_task(wait(aio.Compound(1.0, 1.0, ENDLESS)))
            if after:  # a task that has not begun waits for nothing
                await cancelled(task, after)
            else:
                await asyncio.sleep(0)
                await cancelled(task, 1)

    before = threads()
    run(main)
    """
    run(script, module, mode)


@needs_tasks
@with_aio
def test_an_object_is_cancelled(module: str) -> None:
    script = """
    async def main():
        before = threads()
        work = aio.Compound(1.0, 1.0, ENDLESS)
        waiting = [asyncio.create_task(wait(work)) for _ in range(3)]
        await asyncio.sleep(0.001)
        assert threads() == before + 1
        assert work.cancel() is True
        assert work.cancel() is False
        await asyncio.wait(waiting)
        assert all(task.cancelled() for task in waiting)
        assert threads() == before
        try:
            await work
        except asyncio.CancelledError:
            print("cancelled")

        done = aio.Compound(3.0, 2.0, 4)
        assert await done == 48.0
        assert done.cancel() is False
        assert await done == 48.0

    async def wait(work):
        await work

    run(main)
    """
    assert run(script, module) == "cancelled\n"


@with_aio
@in_both_modes
def test_cancelled_at_any_moment(module: str, mode: str) -> None:
    # Some end before, some after, some at the very moment: each in one of two ways.
    script = """
    async def main():
        ended = {True: 0, False: 0}
        for round in range(400):
            task = asyncio.create_task(aio.compound(3.0, 1.0, 2000 * (round % 100)))
            for _ in range(round % 7):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            ended[task.cancelled()] += 1
            assert task.cancelled() or task.result() == 3.0
        assert ended[True]

    run(main)
    """
    run(script, module, mode)


@needs_tasks
@with_aio
def test_time_is_over(module: str) -> None:
    script = """
    async def main():
        before = threads()
        for work in (aio.Compound, aio.compound):
            try:
                await asyncio.wait_for(work(1.0, 1.0, ENDLESS), 0.01)
            except TimeoutError:
                print("time is over")
            try:
                async with asyncio.timeout(0.01):
                    await work(1.0, 1.0, ENDLESS)
            except TimeoutError:
                print("time is over")
        assert threads() == before

    run(main)
    """
    assert run(script, module) == "time is over\n" * 4


@needs_tasks
@with_aio
@in_both_modes
def test_many_at_once(module: str, mode: str) -> None:
    script = """
    async def main():
        before = threads()
        starts = [float(start) for start in range(50)]
        for work in (aio.Compound, aio.compound):
            answers = await asyncio.gather(*(work(s, 1.0, 10**5) for s in starts))
            assert answers == starts
        assert threads() == before

    run(main)
    """
    run(script, module, mode)


@with_aio
@in_both_modes
def test_a_loop_that_is_closed_first(module: str, mode: str) -> None:
    # "RuntimeError: Event loop is closed" comes up in Rust's thread, where nobody
    # would be helped by it.
    script = """
    async def main():
        return [aio.Compound(1.0, 1.0, 10**times) for times in range(8)]

    for _ in range(10):
        forgotten = run(main)
        kept = run(main)

    async def again():
        return await aio.compound(3.0, 2.0, 4)

    assert run(again) == 48.0
    """
    run(script, module, mode)


@needs_tasks
@with_aio
def test_what_is_forgotten_with_its_loop_ends(module: str) -> None:
    script = """
    async def main():
        return threads(), aio.Compound(3.0, 2.0, 10**7)

    before, work = run(main)
    del work
    gc.collect()
    while threads() > before:
        pass
    """
    run(script, module)


@with_aio
@pytest.mark.parametrize("where", ["in the loop", "after the loop", "in a thread"])
def test_python_ends_first(module: str, where: str) -> None:
    script = f"""
    async def main():
        global kept
        kept = [aio.Compound(1.0, 1.0, ENDLESS) for _ in range(5)]
        kept.append(asyncio.create_task(aio.compound(1.0, 1.0, ENDLESS)))
        await asyncio.sleep(0.01)
        if {where!r} == "in the loop":
            sys.exit()
        if {where!r} == "in a thread":
            started.set()
            await asyncio.sleep(3600)

    if {where!r} == "in a thread":
        started = threading.Event()
        threading.Thread(target=run, args=[main], daemon=True).start()
        started.wait()
    else:
        run(main)
    """
    run(script, module)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@with_aio
def test_a_forked_child_does_not_wait(module: str) -> None:
    script = """
    import warnings

    async def main():
        return aio.Compound(1.0, 1.0, ENDLESS)

    kept = run(main)
    warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0
    else:
        sys.exit()
    """
    run(script, module)


@with_aio
def test_python_ends_when_the_work_does(module: str) -> None:
    # Steps of a few milliseconds, around the end of a process that has little to do.
    script = """
    async def main():
        return [aio.Compound(1.0, 1.0, 100_000 * times) for times in range(60)]

    kept = run(main)
    """
    for _ in range(5):
        run(script, module)


@needs_tasks
@with_aio
@in_both_modes
def test_ctrl_c(module: str, mode: str) -> None:
    script = """
    async def main():
        loop = asyncio.get_running_loop()
        loop.call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
        await work(1.0, 1.0, ENDLESS)

    before = threads()
    for work in (aio.Compound, aio.compound):
        try:
            run(main)
        except KeyboardInterrupt:
            print("interrupted")
        assert threads() == before
    """
    assert run(script, module, mode) == "interrupted\n" * 2


@needs_tasks
@with_aio
def test_a_thread_that_the_system_refuses(module: str) -> None:
    script = """
    import resource

    NO_LIMIT = resource.RLIM_INFINITY

    async def main():
        size = 64 * 2**20
        used = int(Path("/proc/self/statm").read_text().split()[0]) * 4096
        resource.setrlimit(resource.RLIMIT_AS, (used + size, NO_LIMIT))
        kept = []
        try:
            for _ in range(1000):  # 2 MiB of addresses each
                kept.append(aio.Compound(1.0, 1.0, ENDLESS))
        except RuntimeError:
            print("refused" if kept else "at once")
        resource.setrlimit(resource.RLIMIT_AS, (NO_LIMIT, NO_LIMIT))
        for work in kept:
            work.cancel()
        await asyncio.sleep(0.01)
        assert await aio.compound(3.0, 2.0, 4) == 48.0

    run(main)
    """
    assert run(script, module) == "refused\n"


@pytest.mark.skipif(not COUNTED, reason="counts native memory with glibc's mallinfo2")
@with_aio
def test_the_memory_comes_back(module: str) -> None:
    aio = importlib.import_module(module + ".aio")

    async def calls(times: int) -> None:
        for _ in range(times):
            await aio.compound(3.0, 2.0, 4)
            await aio.Compound(3.0, 2.0, 4)
            cancelled = aio.Compound(1.0, 1.0, ENDLESS)
            cancelled.cancel()
            with pytest.raises(asyncio.CancelledError):
                await cancelled
            await asyncio.sleep(0)

    async def forgotten() -> None:
        aio.Compound(1.0, 1.0, 2**17)

    def run(times: int) -> tuple[int, int]:
        asyncio.run(calls(times))
        for _ in range(times // 10):
            asyncio.run(forgotten())
        asyncio.run(calls(1))
        gc.collect()
        return sys.getallocatedblocks(), native_bytes()

    run(200)
    before = run(200)
    blocks, native = (a - b for a, b in zip(run(2000), before, strict=True))
    assert native < 64 * 1024
    assert blocks < 500


@pytest.mark.parametrize("name", ["compound", "Compound", "Compound.cancel"])
def test_both_say_the_same(name: str) -> None:
    docs, signatures = set(), set()
    for tool in TOOLS:
        if True in tool.trait("aio"):
            found: Any = importlib.import_module(tool.module + ".aio")
            for part in name.split("."):
                found = getattr(found, part)
            docs.add(inspect.getdoc(found))
            signatures.add(tuple(inspect.signature(found).parameters))
    assert len(docs) == len(signatures) == 1
    assert None not in docs
