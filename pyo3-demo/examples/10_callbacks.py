"""Callbacks: Rust calls Python, and exceptions come out as the same object."""

from array import array

import cmult_pyo3
import cmult_pyo3.raw

mistake = ValueError("no more than two")


def double(value: float) -> float:
    """Double what is not more than two."""
    if value > 2:
        raise mistake
    return 2 * value


for module in (cmult_pyo3.raw, cmult_pyo3):
    values = array("d", [1.0, 2.0, 3.0, 4.0])
    try:
        module.map_in_place(values, double)
    except ValueError as error:
        print(f"{module.__name__}: {values.tolist()}, same: {error is mistake}")

    try:
        module.map_in_place(values, str)
    except TypeError as error:
        print(f"  returns str: {error}")
