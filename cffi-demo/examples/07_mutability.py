"""Mutability: what Rust may change, and what only looks as if it could."""

from array import array

import cmult_cffi
from cmult_cffi import raw

# CFFI makes a C array of the list, Rust changes that, and then it is gone.
numbers = [1.0, 2.0]
raw.scale_in_place(numbers, 2, 10.0)
print("raw, a list:", numbers)

# The memory of a Python object; also if it says that it is not to be changed.
values = array("d", [1.0, 2.0])
constant = memoryview(values).toreadonly()
for buffer in (values, constant):
    with raw.ffi.from_buffer("double[]", buffer) as data:
        raw.scale_in_place(data, len(data), 10.0)
    print(f"raw, {type(buffer).__name__}:", buffer.tolist())

for buffer in (values, constant):
    try:
        cmult_cffi.scale_in_place(buffer, 10.0)
        print("finished:", buffer.tolist())
    except BufferError as error:
        print("finished: BufferError:", error)
