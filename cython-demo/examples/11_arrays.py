"""Arrays: any buffer of doubles goes in, without a copy."""

from array import array

import cmult_cython
import cmult_cython.raw as raw

values = array("d", [1.0, 2.0, 3.0, 4.0])
others = {
    "empty": array("d"),
    "32-bit floats": array("f", [1.0]),
    "strided": memoryview(values)[::2],
    "off by a byte": memoryview(bytearray(9))[1:].cast("d"),
    "a list": [1.0],
}

for module in raw, cmult_cython:
    print(module.__name__)
    print("  an array and itself:", module.dot(values, values))
    for name, other in others.items():
        try:
            print(f"  {name}:", module.dot(other, other))
        except (BufferError, IndexError, TypeError, ValueError) as error:
            print(f"  {name}: {type(error).__name__}: {error}")

lent = array("d", [1.0])


def grow(value: float) -> float:
    """Try to move the memory that Rust is working on."""
    lent.append(value)
    return value


try:
    cmult_cython.map_in_place(lent, grow)
except BufferError as error:
    print("  resized meanwhile:", error)
lent.append(2.0)  # given back: now it can
