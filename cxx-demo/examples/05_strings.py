"""Strings: std::string takes bytes, too, and hides what cannot be encoded."""

from typing import Any

import cmult_cxx
import cmult_cxx.raw

modules: list[Any] = [cmult_cxx.raw, cmult_cxx]
for module in modules:
    print(f"{module.__name__}:")
    print(" ", ascii(module.repeat("é\0", 3)))
    for text, times in ((b"ab", 2), ("\ud800", 1), ("ab", -1), ("ab", 2**63)):
        try:
            answer = ascii(module.repeat(text, times))
        except (ValueError, TypeError, OverflowError, RuntimeError) as error:
            answer = f"{type(error).__name__}: {str(error).partition('.')[0]}"
        print(f"  {text!a}, {times}:", answer)
