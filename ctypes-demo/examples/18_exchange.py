"""Exchange: an array of Rust's in NumPy and in Arrow, without a copy."""

import nanoarrow  # type: ignore[import-untyped]
import numpy

from cmult_ctypes.exchange import Powers

powers = Powers(2.0, 5)
array = numpy.from_dlpack(powers)
print("NumPy:    ", array)
print("read-only:", not array.flags.writeable)

copy = numpy.from_dlpack(powers, copy=True)
copy[0] = 7.0
print("a copy:   ", copy)

column = nanoarrow.c_array(powers)
print("Arrow:    ", nanoarrow.Array(column).to_pylist())

_no_bits, address = column.buffers
print("same memory:", address == array.ctypes.data)

del powers, column
print("its owner is gone:", array)

powers = Powers(2.0, 5)
for request in [{"dl_device": (2, 0)}, {"stream": 1}, {"copy": False}]:
    try:
        powers.__dlpack__(**request)  # type: ignore[arg-type]
    except BufferError as error:
        print(request, error)

tensor = powers.__dlpack__(max_version=(1, 0))
for capsule in [powers.__dlpack__(), tensor, *powers.__arrow_c_array__()]:
    print(repr(capsule).split(" at ")[0])
