"""Errors: a Result becomes an exception, and a panic becomes one too."""

import cmult_pyo3
import cmult_pyo3.raw

for module in (cmult_pyo3.raw, cmult_pyo3):
    print(f"{module.__name__}:")
    try:
        module.checked_multiply(2**62, 2)
    except (OverflowError, ValueError) as error:
        print(f"  {type(error).__name__}: {error}")

# ANCHOR: panic
# A panic is a bug, not an error: PyO3's exception for it is no Exception, so
# that nobody catches it by accident. (Rust has also told stderr about it.)
try:
    cmult_pyo3._panic()
except BaseException as panic:
    print(f"{type(panic).__module__}.{type(panic).__name__}: {panic}")
    print("  an Exception:", isinstance(panic, Exception))
print("still alive:", cmult_pyo3.multiply(6, 2.5))
# ANCHOR_END: panic
