"""Callbacks: Rust calls C++, C++ calls Python, and Python may raise."""

from array import array

import cmult_cxx
import cmult_cxx.raw

mistake = ValueError("no more than two")


def double(value: float) -> float:
    """Double what is not more than two."""
    if value > 2:
        raise mistake
    return 2 * value


for module in (cmult_cxx.raw, cmult_cxx):
    values = array("d", [1.0, 2.0, 3.0, 4.0])
    try:
        module.map_in_place(values, double)
    except (ValueError, RuntimeError) as error:
        print(f"{module.__name__}: {values.tolist()}, same: {error is mistake}")
        print(f"  {type(error).__name__}:", str(error).splitlines()[0])

    try:
        module.map_in_place(values, str)
    except (TypeError, RuntimeError) as error:
        print(f"  returns str: {type(error).__name__}")
