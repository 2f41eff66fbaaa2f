"""Arrays: which memory is accepted, and that it is used where it lies."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import sys
from array import array
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from . import child_process
from .api import Binding
from .contract import Tool, class_name
from .described_buffers import Described


def whole(start: int, stop: int) -> Any:
    """The whole numbers from start to stop as an array."""
    return np.arange(start, stop, dtype=np.float64)


# Arrays of 1, 2, 3, 4, 5, 6, made anew for each test. Those of more dimensions or
# none are the trait `dimensions`.
GOOD: dict[str, Callable[[], Any]] = {
    "array": lambda: array("d", [1, 2, 3, 4, 5, 6]),
    "numpy": lambda: whole(1, 7),
    "numpy slice": lambda: whole(0, 10)[1:7],
    "numpy, a row": lambda: whole(0, 14).reshape(2, 7)[0, 1:],
    "numpy, every second of two": lambda: whole(1, 7).reshape(1, 6)[::2][0],
    "memoryview": lambda: memoryview(array("d", [1, 2, 3, 4, 5, 6])),
    "memoryview slice": lambda: memoryview(array("d", [0, 1, 2, 3, 4, 5, 6, 7]))[1:7],
    "memoryview cast": lambda: memoryview(bytearray(whole(1, 7))).cast("d"),
    "memoryview @d": lambda: memoryview(bytearray(whole(1, 7))).cast("@d"),
    "ctypes": lambda: (ctypes.c_double * 6)(1, 2, 3, 4, 5, 6),
}


def listed(values: Any) -> list[float]:
    """What the memory holds."""
    return array("d", memoryview(values).tobytes()).tolist()


@pytest.mark.parametrize("kind", GOOD)
def test_accepted(binding: Binding, kind: str) -> None:
    values = GOOD[kind]()
    assert binding.dot(values, values) == 91.0
    binding.scale_in_place(values, 2.0)
    assert listed(values) == [2, 4, 6, 8, 10, 12]
    seen: list[float] = []

    def halve(value: float) -> float:
        seen.append(value)
        return value / 2

    binding.map_in_place(values, halve)
    assert seen == [2, 4, 6, 8, 10, 12]
    assert listed(values) == [1, 2, 3, 4, 5, 6]


EMPTY: dict[str, Callable[[], Any]] = {
    "array": lambda: array("d"),
    "numpy": lambda: np.empty(0),
    "numpy, every second of none": lambda: np.empty(0)[::2],
    "numpy, read backwards": lambda: np.empty(0)[::-1],
    "memoryview": lambda: memoryview(bytearray()).cast("d"),
    "memoryview slice": lambda: memoryview(array("d", [1.0]))[1:],
    "ctypes": lambda: (ctypes.c_double * 0)(),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_empty(binding: Binding, kind: str) -> None:
    values = EMPTY[kind]()
    binding.scale_in_place(values, 2.0)
    binding.map_in_place(values, lambda value: pytest.fail("there is no element"))
    assert binding.dot(values, values) == 0.0
    assert binding.dot(values, array("d")) == 0.0
    with pytest.raises(ValueError, match="same length"):
        binding.dot(values, array("d", [1.0]))


# Nothing lies there: it does no harm to take it, nor to refuse it.
NOTHING: dict[str, Callable[[], Any]] = {
    "misaligned": lambda: memoryview(bytearray(8))[1:1].cast("d"),
    "numpy, 2-d": lambda: np.empty((3, 0)),
    "numpy, 3-d": lambda: np.empty((0, 2, 3)),
    "numpy, Fortran order": lambda: np.empty((3, 0, 2), order="F"),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing(binding: Binding, tool: Tool, kind: str) -> None:
    values = NOTHING[kind]()
    calls: list[Callable[[], object]] = [
        lambda: binding.scale_in_place(values, 2.0),
        lambda: binding.map_in_place(values, lambda value: pytest.fail("no element")),
        lambda: binding.dot(values, array("d")),
    ]
    for call in calls:
        try:
            assert call() in (None, 0.0)
        except Exception as error:
            assert class_name(error) in tool.trait("wrong_layout", "wrong_elements")


READ_ONLY: dict[str, Callable[[], Any]] = {
    "bytes": lambda: memoryview(bytes(whole(1, 4))).cast("d"),
    "memoryview": lambda: memoryview(array("d", [1, 2, 3])).toreadonly(),
    "numpy": lambda: np.broadcast_to(whole(1, 4), (3,)),
    "mmap": lambda: memoryview(mmap.mmap(-1, 24, access=mmap.ACCESS_READ)).cast("d"),
}


@pytest.mark.parametrize("kind", READ_ONLY)
def test_read_only(binding: Binding, tool: Tool, kind: str) -> None:
    values = READ_ONLY[kind]()
    before = listed(values)
    with tool.refuses("wrong_layout"):
        binding.scale_in_place(values, 2.0)
    with tool.refuses("wrong_layout"):
        binding.map_in_place(values, lambda value: 0.0)
    assert listed(values) == before
    assert binding.dot(values, values) == sum(value * value for value in before)


def test_empty_and_read_only(binding: Binding, tool: Tool) -> None:
    # The refusal does not depend on how many elements there happen to be.
    values = memoryview(b"").cast("d")
    with tool.refuses("wrong_layout"):
        binding.scale_in_place(values, 2.0)
    with tool.refuses("wrong_layout"):
        binding.map_in_place(values, float)
    assert binding.dot(values, values) == 0.0


NOT_CONTIGUOUS: dict[str, Callable[[], Any]] = {
    "numpy, every second": lambda: whole(0, 8)[::2],
    "numpy, backwards": lambda: whole(0, 8)[::-1],
    "numpy, a column": lambda: whole(0, 16).reshape(4, 4)[:, 1],
    "numpy, Fortran order": lambda: np.asfortranarray(whole(0, 16).reshape(4, 4)),
    "numpy, transposed": lambda: whole(0, 6).reshape(2, 3).T,
    "numpy, one value broadcast": lambda: np.lib.stride_tricks.as_strided(
        whole(0, 1), (4,), (0,)
    ),
    "memoryview, every second": lambda: memoryview(array("d", range(8)))[::2],
    "memoryview, backwards": lambda: memoryview(array("d", range(8)))[::-1],
}


@pytest.mark.parametrize("kind", NOT_CONTIGUOUS)
def test_not_contiguous(binding: Binding, tool: Tool, kind: str) -> None:
    values = NOT_CONTIGUOUS[kind]()
    before = listed(values)
    plain = array("d", before)
    with tool.refuses("wrong_layout"):
        binding.scale_in_place(values, 2.0)
    with tool.refuses("wrong_layout"):
        binding.map_in_place(values, lambda value: 0.0)
    with tool.refuses("wrong_layout"):
        binding.dot(values, plain)
    with tool.refuses("wrong_layout"):
        binding.dot(plain, values)
    assert listed(values) == before


def test_rows_behind_pointers(binding: Binding, tool: Tool) -> None:
    described = Described(array("d", [1, 2, 3]), indirect=True)
    rows: Any = described.view.tolist()
    assert rows == [[1, 2, 3]]
    # It has two dimensions as well.
    with tool.refuses("wrong_layout", "wrong_elements"):
        binding.scale_in_place(described.view, 2.0)
    with tool.refuses("wrong_layout", "wrong_elements"):
        binding.dot(described.view, described.values)
    assert described.values.tolist() == [1, 2, 3]


def test_misaligned(binding: Binding, tool: Tool) -> None:
    for offset in range(1, 8):
        values = memoryview(bytearray(24 + offset))[offset:].cast("d")
        with tool.refuses("wrong_layout"):
            binding.scale_in_place(values, 2.0)
        with tool.refuses("wrong_layout"):
            binding.map_in_place(values, float)
        with tool.refuses("wrong_layout"):
            binding.dot(values, array("d", [1, 2, 3]))
        with tool.refuses("wrong_layout"):
            binding.dot(array("d", [1, 2, 3]), values)


NATIVE = b"<d" if sys.byteorder == "little" else b">d"
FOREIGN = b">d" if sys.byteorder == "little" else b"<d"


@pytest.mark.parametrize("form", [b"d", b"@d", b"=d", NATIVE])
def test_formats_of_a_double(binding: Binding, form: bytes) -> None:
    described = Described(array("d", [1, 2, 3]), form)
    assert described.view.format == form.decode()
    binding.scale_in_place(described.view, 2.0)
    binding.map_in_place(described.view, lambda value: value + 1)
    assert described.values.tolist() == [3, 5, 7]
    assert binding.dot(described.view, described.values) == 83.0


@pytest.mark.parametrize(
    ("form", "itemsize"),
    [
        (None, 1),
        (b"B", 1),
        (b"c", 1),
        (b"f", 4),
        (b"i", 4),
        (b"q", 8),
        (b"Q", 8),
        (b"P", 8),
        (b"Zd", 16),
        (b"Zf", 8),
        (b"g", 16),
        (b"dd", 16),
        (b"2d", 16),
        (FOREIGN, 8),
        (b"!d", 8),
        (b"f", 8),
    ],
)
def test_formats_of_something_else(
    binding: Binding, tool: Tool, form: bytes | None, itemsize: int
) -> None:
    described = Described(array("d", [1, 2, 3, 4]), form, itemsize)
    with tool.refuses("wrong_elements"):
        binding.scale_in_place(described.view, 2.0)
    with tool.refuses("wrong_elements"):
        binding.map_in_place(described.view, lambda value: 0.0)
    with tool.refuses("wrong_elements"):
        binding.dot(described.view, array("d", [1, 2, 3, 4]))
    with tool.refuses("wrong_elements"):
        binding.dot(array("d", [1, 2, 3, 4]), described.view)
    assert described.values.tolist() == [1, 2, 3, 4]


# Each says, in a roundabout way, that an element is one double; or says nothing.
@pytest.mark.parametrize(
    "form", [b"", b"D", b"1d", b"(1)d", b"d:x:", b"T{d:x:}", b" d", b"@@d", b"xd"]
)
def test_unusual_formats(binding: Binding, tool: Tool, form: bytes) -> None:
    described = Described(array("d", [1, 2, 3, 4]), form)
    try:
        assert binding.dot(described.view, described.values) == 30.0
    except Exception as error:
        assert class_name(error) in tool.trait("wrong_elements"), repr(error)
    described.values.append(5.0)


WRONG_TYPE: dict[str, Callable[[], Any]] = {
    "numpy float32": lambda: np.ones(2, np.float32),
    "numpy int64": lambda: np.ones(2, np.int64),
    "numpy complex": lambda: np.ones(1, np.complex128),
    "numpy bool": lambda: np.ones(2, np.bool_),
    "numpy, foreign byte order": lambda: np.ones(
        2, np.dtype(np.float64).newbyteorder()
    ),
    "ctypes, foreign byte order": lambda: (
        (
            ctypes.c_double.__ctype_be__
            if sys.byteorder == "little"
            else ctypes.c_double.__ctype_le__
        )
        * 2
    )(),
    "ctypes float": lambda: (ctypes.c_float * 2)(),
    "bytearray": lambda: bytearray(16),
    "numpy objects": lambda: np.array([1.0, 2.0], object),
}


@pytest.mark.parametrize("kind", WRONG_TYPE)
def test_wrong_elements(binding: Binding, tool: Tool, kind: str) -> None:
    values = WRONG_TYPE[kind]()
    before = memoryview(values).tobytes()
    with tool.refuses("wrong_elements"):
        binding.scale_in_place(values, 2.0)
    with tool.refuses("wrong_elements"):
        binding.map_in_place(values, float)
    with tool.refuses("wrong_elements"):
        binding.dot(values, array("d", [1, 2]))
    with tool.refuses("wrong_elements"):
        binding.dot(array("d", [1, 2]), values)
    assert memoryview(values).tobytes() == before


NO_ARRAY: dict[str, Callable[[], Any]] = {
    "str": lambda: "1.0, 2.0",
    "list": lambda: [1.0, 2.0],
    "range": lambda: range(2),
    "iterator": lambda: iter([1.0, 2.0]),
    "class": lambda: array,
    "None": lambda: None,
    "number": lambda: 2.0,
}


@pytest.mark.parametrize("kind", NO_ARRAY)
def test_not_an_array(binding: Binding, tool: Tool, kind: str) -> None:
    values = NO_ARRAY[kind]()
    with tool.refuses("not_an_array"):
        binding.scale_in_place(values, 2.0)
    with tool.refuses("not_an_array"):
        binding.map_in_place(values, float)
    with tool.refuses("not_an_array"):
        binding.dot(values, array("d", [1, 2]))
    with tool.refuses("not_an_array"):
        binding.dot(array("d", [1, 2]), values)


def test_bytes_are_read_only_and_no_doubles(binding: Binding, tool: Tool) -> None:
    # Two things are wrong: either may be told.
    with tool.refuses("wrong_elements", "wrong_layout"):
        binding.scale_in_place(bytes(16), 2.0)
    with tool.refuses("wrong_elements", "wrong_layout"):
        binding.map_in_place(bytes(16), float)
    with tool.refuses("wrong_elements"):
        binding.dot(bytes(16), array("d", [1, 2]))


def test_what_exports_nothing(binding: Binding, tool: Tool) -> None:
    # Both have the buffer protocol, and refuse with a ValueError of their own.
    released = memoryview(array("d", [1.0]))
    released.release()
    for values in [released, np.zeros(2, "M8[s]")]:
        with pytest.raises(Exception) as caught:
            binding.scale_in_place(values, 2.0)
        classes = tool.trait("not_an_array", "wrong_elements", "wrong_layout")
        assert class_name(caught.value) in {"ValueError", *classes}


def test_dot_with_itself(binding: Binding) -> None:
    values = array("d", [1, 2, 3])
    assert binding.dot(values, values) == 14.0
    view = memoryview(values)
    assert binding.dot(view[:2], view[1:]) == 8.0


@pytest.mark.parametrize("length", [1, 7, 8, 9, 32_767, 32_768, 32_769, 100_003])
def test_long_arrays(binding: Binding, length: int) -> None:
    # From 32,768 elements on a binding lets other threads run: the same answers.
    values = whole(0, length)
    ones = np.ones(length)
    assert binding.dot(values, ones) == length * (length - 1) / 2
    binding.scale_in_place(values, 2.0)
    assert np.array_equal(values, 2 * whole(0, length))


def test_no_copy_is_shown_while_it_is_made(binding: Binding) -> None:
    values = array("d", [1, 2, 3])
    seen: list[list[float]] = []

    def function(value: float) -> float:
        seen.append(values.tolist())
        return -value

    binding.map_in_place(values, function)
    assert seen == [[1, 2, 3], [-1, 2, 3], [-1, -2, 3]]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on address space")
def test_no_room_for_a_copy(binding: Binding) -> None:
    child_process.run(
        """
        import importlib, resource, sys
        from pathlib import Path

        binding = importlib.import_module(sys.argv[1])
        values = memoryview(bytearray(2**26)).cast("d")
        # The first call may load and allocate what it likes.
        binding.scale_in_place(values[:8], 1.0)
        binding.dot(values[:8], values[:8])

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        room = pages * resource.getpagesize() + 2**25
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        try:
            bytearray(2**26)
        except MemoryError:
            no_room = True
        assert no_room

        values[-1] = 3.0
        binding.scale_in_place(values, 2.0)
        assert values[-1] == 6.0
        assert binding.dot(values, values) == 36.0
        assert binding.dot(values.toreadonly(), values) == 36.0
        """,
        binding.__name__,
    )


def refuse(value: float) -> float:
    """A callback that fails."""
    raise LookupError


REFUSED = (TypeError, ValueError, BufferError, LookupError, ctypes.ArgumentError)

# What a call may come to, it must let go of the memory.
CALLS: dict[str, Callable[[Any, Any], object]] = {
    "scale": lambda b, v: b.scale_in_place(v, 2.0),
    "scale, bad factor": lambda b, v: b.scale_in_place(v, "2"),
    "dot": lambda b, v: b.dot(v, v),
    "dot, of two lengths": lambda b, v: b.dot(v, array("d")),
    "dot, the other of two lengths": lambda b, v: b.dot(array("d"), v),
    "dot, no second array": lambda b, v: b.dot(v, [1.0]),
    "dot, no first array": lambda b, v: b.dot([1.0], v),
    "dot, second misaligned": lambda b, v: b.dot(
        v, memoryview(bytearray(17))[1:].cast("d")
    ),
    "map": lambda b, v: b.map_in_place(v, float),
    "map, no function": lambda b, v: b.map_in_place(v, 7),
    "map, callback fails": lambda b, v: b.map_in_place(v, refuse),
    "map, no number": lambda b, v: b.map_in_place(v, str),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("typecode", ["d", "f"])
def test_the_memory_is_let_go(binding: Binding, call: str, typecode: str) -> None:
    values: array[float] = array(typecode, [1.0, 2.0, 3.0])
    with contextlib.suppress(*REFUSED):
        CALLS[call](binding, values)
    # BufferError if anybody still looked at the old memory.
    values.extend([0.0] * 1000)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("typecode", ["d", "f"])
def test_an_exception_holds_no_memory(
    binding: Binding, call: str, typecode: str
) -> None:
    # While somebody looks at it, and at the frames of its traceback.
    values: array[float] = array(typecode, [1.0, 2.0, 3.0])
    try:
        CALLS[call](binding, values)
    except REFUSED:
        values.extend([0.0] * 1000)


@pytest.mark.parametrize("call", CALLS)
def test_refused_memory_is_let_go(binding: Binding, call: str) -> None:
    # Read-only, misaligned, strided: an error after the view was taken.
    owner = bytearray(49)
    whole_view = memoryview(owner)
    for values in [
        whole_view[:48].toreadonly().cast("d"),
        whole_view[1:].cast("d"),
        whole_view[:48].cast("d")[::2],
    ]:
        with contextlib.suppress(*REFUSED):
            CALLS[call](binding, values)
        values.release()
    whole_view.release()


def test_numpy_scalars_are_not_arrays_to_change(binding: Binding, tool: Tool) -> None:
    # A NumPy scalar exports a read-only buffer of its one value, without dimension.
    with tool.refuses("wrong_layout", "wrong_elements", "not_an_array"):
        binding.scale_in_place(np.float64(5.0), 2.0)
