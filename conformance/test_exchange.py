"""An array that Rust owns, handed to others without a copy: by DLPack and by Arrow.

`exchange.Powers` of a binding is no part of its contract, but in all five it is the
same. Consumers are NumPy (DLPack), nanoarrow (Arrow), and our own, in capsules.py.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import sys
import threading
from collections.abc import Callable
from typing import Any

import nanoarrow as na  # type: ignore[import-untyped]
import numpy as np
import pytest

from . import capsules, child_process
from .api import Binding
from .capsules import Taken
from .contract import Tool
from .memory import COUNTED, native_bytes

MILLION = 10**6
NEWEST = (1, 0)

counted = pytest.mark.skipif(
    not COUNTED,
    reason="counts native memory with mallinfo2, which glibc has from 2.33 on",
)


@pytest.fixture(scope="session")
def make(binding: Binding) -> Any:
    """The class `Powers` of a binding."""
    return importlib.import_module(f"{binding.__name__}.exchange").Powers


def address(array: Any) -> int:
    """Where the elements of a NumPy array lie."""
    return int(array.ctypes.data)


class Again:
    """Hands out the same capsules each time, as nobody should."""

    def __init__(self, powers: Any) -> None:
        self.tensor = powers.__dlpack__(max_version=NEWEST)
        self.columns = powers.__arrow_c_array__()

    def __dlpack__(self, **options: object) -> Any:
        return self.tensor

    def __dlpack_device__(self) -> tuple[int, int]:
        return 1, 0

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        return self.columns


def test_values(make: Any) -> None:
    powers = make(2.5, 4)
    assert len(powers) == 4
    expected = [1.0, 2.5, 6.25, 15.625]
    array = np.from_dlpack(powers)
    assert array.tolist() == expected
    assert array.dtype == np.float64
    assert na.Array(powers).to_pylist() == expected
    assert na.c_schema(powers).format == "g"
    assert make(factor=-1, length=3).__len__() == 3


def test_all_see_the_same_memory(make: Any) -> None:
    powers = make(2.0, 3)
    first, second = np.from_dlpack(powers), np.from_dlpack(powers)
    assert address(first) == address(second)
    column = na.c_array(powers)
    assert column.buffers == (0, address(first))
    assert (column.length, column.offset, column.null_count) == (3, 0, 0)


def test_polars_sees_it_too(make: Any) -> None:
    polars = pytest.importorskip("polars", reason="polars (170 MB) is not installed")
    powers = make(2.0, 3)
    series = polars.Series(powers)
    assert series.to_list() == [1.0, 2.0, 4.0]
    view = series.to_numpy(allow_copy=False)
    assert address(view) == address(np.from_dlpack(powers))
    assert not view.flags.writeable


def test_what_the_structs_say(make: Any) -> None:
    powers = make(2.0, 3)
    tensor = capsules.look(capsule := powers.__dlpack__(max_version=NEWEST))
    assert list(tensor.version) == [1, 0]
    for each in tensor.tensor, capsules.look(old := powers.__dlpack__()).tensor:
        assert (list(each.device), each.byte_offset) == ([1, 0], 0)
        assert (each.code, each.bits, each.lanes) == (2, 64, 1)
        assert (each.ndim, each.shape[0], each.strides[0]) == (1, 3, 1)
    schema, column = map(capsules.look, columns := powers.__arrow_c_array__())
    assert (schema.format, schema.name, schema.flags) == (b"g", b"", 0)
    assert (column.n_buffers, column.n_children, column.dictionary) == (2, 0, None)
    assert column.buffers[1] == tensor.tensor.data
    assert capsule and old and columns  # held until here


def test_nobody_may_write(make: Any) -> None:
    powers = make(2.0, 3)
    array = np.from_dlpack(powers)
    assert not array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 7.0
    assert capsules.look(powers.__dlpack__(max_version=NEWEST)).flags == 1


def test_a_copy_may_be_written_to(make: Any) -> None:
    powers = make(2.0, 3)
    shared, copy = np.from_dlpack(powers), np.from_dlpack(powers, copy=True)
    assert address(shared) != address(copy)
    copy[0] = 7.0
    assert shared.tolist() == [1.0, 2.0, 4.0]
    assert copy.tolist() == [7.0, 2.0, 4.0]
    made = powers.__dlpack__(max_version=NEWEST, copy=True)
    assert capsules.look(made).flags == 2


@pytest.mark.parametrize("version", [None, (0, 8)])
def test_before_version_1_it_is_a_copy(make: Any, version: Any) -> None:
    # Nothing in that struct says "read-only".
    powers = make(2.0, 3)
    shared = np.from_dlpack(powers)
    for copy in None, True:
        capsule = powers.__dlpack__(max_version=version, copy=copy)
        assert capsules.name(capsule) == b"dltensor"
        assert capsules.look(capsule).tensor.data != address(shared)
    with pytest.raises(BufferError):
        powers.__dlpack__(max_version=version, copy=False)


@pytest.mark.parametrize("version", [(1, 0), (1, 3), (2, 0)])
def test_a_newer_consumer_gets_what_there_is(make: Any, version: Any) -> None:
    capsule = make(2.0, 3).__dlpack__(max_version=version, copy=False)
    assert capsules.name(capsule) == b"dltensor_versioned"
    assert list(capsules.look(capsule).version) == [1, 0]


def test_where_it_lies(make: Any) -> None:
    powers = make(2.0, 3)
    assert powers.__dlpack_device__() == (1, 0)
    assert powers.__dlpack__(stream=None, dl_device=(1, 0))
    for elsewhere in {"dl_device": (2, 0)}, {"dl_device": (1, 1)}, {"stream": 1}:
        with pytest.raises(BufferError):
            powers.__dlpack__(max_version=NEWEST, **elsewhere)


def test_another_type_is_not_made(make: Any) -> None:
    # Arrow calls it best effort: the consumer looks at the schema that it got.
    powers = make(2.0, 3)
    for schema in na.int32(), na.float64():
        requested = schema.__arrow_c_schema__()
        got, column = powers.__arrow_c_array__(requested_schema=requested)
        assert capsules.look(got).format == b"g"
        assert capsules.look(column).length == 3


def test_empty(make: Any) -> None:
    powers = make(2.0, 0)
    assert len(powers) == 0
    assert np.from_dlpack(powers).tolist() == []
    assert na.Array(powers).to_pylist() == []
    # Both standards: no address for nothing.
    tensor = powers.__dlpack__(max_version=NEWEST)
    assert capsules.look(tensor).tensor.data is None
    assert na.c_array(powers).buffers == (0, 0)


def test_refused(make: Any, tool: Tool) -> None:
    with tool.refuses("out_of_range"):
        make(2.0, -1)
    with tool.refuses("wrong_type"):
        make(2.0, 6.7)
    with tool.refuses("wrong_type"):
        make("2", 3)
    for length in 2**59, 2**62:
        with pytest.raises(MemoryError):
            make(2.0, length)


def test_one_that_was_never_initialised(binding: Binding) -> None:
    printed = child_process.run(
        """
        import importlib, sys

        Powers = importlib.import_module(f"{sys.argv[1]}.exchange").Powers
        for method in "__dlpack__", "__arrow_c_array__", "__len__":
            try:
                assert getattr(Powers.__new__(Powers), method)() == 0
            except Exception:
                continue
        print("ok")
        """,
        binding.__name__,
    )
    assert printed == "ok\n"


# Who releases it.


@counted
def test_the_last_one_frees_the_array(make: Any) -> None:
    start = native_bytes()

    def arrays() -> int:
        gc.collect()
        return round((native_bytes() - start) / (8 * MILLION))

    powers = make(1.0, MILLION)
    array = np.from_dlpack(powers)
    column = na.c_array(powers)
    assert arrays() == 1  # nobody made a copy
    del powers
    assert arrays() == 1
    assert array.sum() == MILLION
    del array
    assert arrays() == 1
    assert na.Array(column)[MILLION - 1].as_py() == 1.0
    del column
    assert arrays() == 0


def by_dlpack(powers: Any) -> object:
    return powers.__dlpack__(max_version=NEWEST)


def by_old_dlpack(powers: Any) -> object:
    return powers.__dlpack__()


def by_arrow(powers: Any) -> object:
    return powers.__arrow_c_array__()[1]


@counted
@pytest.mark.parametrize("export", [by_dlpack, by_old_dlpack, by_arrow])
def test_a_capsule_that_nobody_takes_frees_it(
    make: Any, export: Callable[[Any], object]
) -> None:
    start = native_bytes()
    capsule = export(make(1.0, MILLION))
    assert native_bytes() - start > 7 * MILLION
    del capsule
    assert native_bytes() - start < MILLION


@counted
@pytest.mark.parametrize("export", [by_dlpack, by_old_dlpack, by_arrow])
def test_what_was_taken_outlives_its_capsule(
    make: Any, export: Callable[[Any], object]
) -> None:
    start = native_bytes()
    capsule = export(make(1.0, MILLION))
    taken = Taken(capsule)
    del capsule
    assert native_bytes() - start > 7 * MILLION
    taken.release()
    assert native_bytes() - start < MILLION


def test_arrow_marks_what_is_released(make: Any) -> None:
    columns = make(2.0, 3).__arrow_c_array__()
    for taken in map(Taken, columns):
        assert taken.struct.release
        taken.release()
        assert not taken.struct.release


def test_a_capsule_is_taken_once(make: Any) -> None:
    again = Again(make(2.0, 3))
    array, column = np.from_dlpack(again), Taken(again.columns[1])
    with pytest.raises(ValueError, match="incorrect name"):
        np.from_dlpack(again)
    assert not Taken(again.columns[1]).struct.release
    assert not na.c_array(again).is_valid()
    del again
    gc.collect()
    assert array.tolist() == [1.0, 2.0, 4.0]
    assert column.struct.buffers[1] == address(array)
    column.release()


@counted
def test_another_thread_may_release_it(make: Any) -> None:
    start = native_bytes()
    taken = [np.from_dlpack(make(1.0, MILLION)), na.c_array(make(1.0, MILLION))]
    assert native_bytes() - start > 15 * MILLION
    thread = threading.Thread(target=taken.clear)
    thread.start()
    thread.join()
    assert native_bytes() - start < MILLION


def test_many_threads_at_once(make: Any, short_turns: None) -> None:
    powers = make(1.0, 1000)
    sums: list[float] = []

    def work() -> None:
        for _ in range(200):
            sums.append(float(np.from_dlpack(powers).sum()))
            sums.append(float(na.c_array(powers).length))
            powers.__dlpack__()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sums == [1000.0] * 1600


def release(capsule: object) -> None:
    Taken(capsule).release()


@counted
@pytest.mark.parametrize(
    "use",
    [
        np.from_dlpack,
        na.c_array,
        lambda powers: np.from_dlpack(powers, copy=True),
        lambda powers: powers.__dlpack__(),
        lambda powers: powers.__arrow_c_schema__(),
        lambda powers: [*map(release, powers.__arrow_c_array__())],
        lambda powers: release(powers.__dlpack__()),
    ],
    ids=["NumPy", "nanoarrow", "copy", "old", "schema", "Arrow taken", "old taken"],
)
def test_round_trips_leave_nothing(make: Any, use: Callable[[Any], object]) -> None:
    def run(times: int) -> None:
        for _ in range(times):
            use(make(2.0, 8))

    run(500)
    gc.collect()
    blocks, native = sys.getallocatedblocks(), native_bytes()
    run(10_000)
    gc.collect()
    # Of each the smallest allocation, 32 bytes, would make 320,000.
    assert native_bytes() - native < 64 * 1024
    assert sys.getallocatedblocks() - blocks < 500


def test_capsules_may_outlive_the_module(binding: Binding) -> None:
    printed = child_process.run(
        """
        import codecs, importlib, sys

        sys.stderr = sys.stdout
        exchange = importlib.import_module(f"{sys.argv[1]}.exchange")
        powers = exchange.Powers(2.0, 3)
        kept = [
            powers.__dlpack__(), powers.__dlpack__(max_version=(1, 0)),
            *powers.__arrow_c_array__(), powers,
        ]
        # What the codecs have goes last of all.
        codecs.register(lambda encoding, kept=kept: None)
        """,
        binding.__name__,
    )
    assert printed == ""


METHODS = [
    "__len__",
    "__dlpack_device__",
    "__dlpack__",
    "__arrow_c_schema__",
    "__arrow_c_array__",
]


def test_all_say_the_same_of_themselves(make: Any) -> None:
    from cmult_ctypes.exchange import Powers

    assert inspect.getdoc(make) == inspect.getdoc(Powers)
    for name in METHODS:
        assert inspect.getdoc(getattr(make, name))
        if name != "__len__":  # a slot wrapper has Python's own
            assert inspect.getdoc(getattr(make, name)) == inspect.getdoc(
                getattr(Powers, name)
            )
