"""What CFFI gives in API mode, with no help of ours: the C functions.

Arguments are checked against the C types: 2**31 for an `int32_t` raises
OverflowError, 6.7 TypeError. What is missing:

- a float too large for C's `float` becomes infinity;
- any object with `__int__` passes for an integer: Decimal("6.7") as 6;
- no keyword arguments;
- results through out-pointers (`ffi.new`), errors as status codes;
- nobody looks at the format of a buffer, frees a text or a product, or minds
  a NULL that should not be one.
"""

from cmult_cffi._native import ffi as ffi
from cmult_cffi._native import lib as lib

cmult = lib.cmult
multiply = lib.cmult_multiply
checked_multiply = lib.cmult_checked_multiply
multiply_complex = lib.cmult_multiply_complex
repeat = lib.cmult_text_repeat
text_free = lib.cmult_text_free
logical_and = lib.cmult_logical_and
scale_in_place = lib.cmult_array_scale
dot = lib.cmult_array_dot
map_in_place = lib.cmult_array_map
product_new = lib.cmult_product_new
product_multiply_by = lib.cmult_product_multiply_by
product_value = lib.cmult_product_value
product_close = lib.cmult_product_close
product_free = lib.cmult_product_free
compound = lib.cmult_compound
status_message = lib.cmult_status_message
panic = lib.cmult_panic
