"""What ctypes gives with no help of ours: the functions of the library, undeclared.

ctypes knows nothing but their names. Python's ints, strings, bytes and None can
be passed, any number of them; a float must be wrapped in a ctypes type; every
result is taken for a C int, also where it is not. Nothing is checked.

A library that is loaded twice is in memory once, but each `CDLL` has function
objects of its own: what `cmult_ctypes` declares for itself is not seen here.
"""

import ctypes

from cmult_ctypes._library import LIBRARY_PATH

library = ctypes.CDLL(str(LIBRARY_PATH))

cmult = library.cmult
multiply = library.cmult_multiply
checked_multiply = library.cmult_checked_multiply
multiply_complex = library.cmult_multiply_complex
logical_and = library.cmult_logical_and
repeat = library.cmult_text_repeat
text_free = library.cmult_text_free
scale_in_place = library.cmult_array_scale
dot = library.cmult_array_dot
map_in_place = library.cmult_array_map
product_new = library.cmult_product_new
product_multiply_by = library.cmult_product_multiply_by
product_value = library.cmult_product_value
product_close = library.cmult_product_close
product_free = library.cmult_product_free
compound = library.cmult_compound
status_message = library.cmult_status_message
panic = library.cmult_panic
