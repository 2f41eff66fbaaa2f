"""Strings: UTF-8 lent to Rust, a new str back, and nothing for you to free."""

import cmult_pyo3
import cmult_pyo3.raw

for module in (cmult_pyo3.raw, cmult_pyo3):
    print(f"{module.__name__}:")
    print(" ", ascii(module.repeat("é\0", 3)))
    for text, times in (("\ud800", 1), ("ab", -1), ("ab", 2**63)):
        try:
            module.repeat(text, times)
        except (ValueError, OverflowError) as error:
            print(f"  {text!a}, {times}: {type(error).__name__}: {error}")
