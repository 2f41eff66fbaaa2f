#pragma once

// The docstrings of `cmult_cxx._native`.
//
// The first line, ended by `--` and an empty line, is CPython's own notation
// for the signature of a function written in C: `inspect.signature` and `help`
// read it, and it is no part of `__doc__`.

namespace docs {

constexpr auto module =
    "The compiled part of cmult_cxx: C++ and pybind11 over a Rust core.";

// ANCHOR: doc
constexpr auto multiply = R"(multiply(int_param, float_param)
--

Multiply an integer by a float, in single precision.

Args:
    int_param: an integer of 32 bits.
    float_param: a number; rounded to 32 bits.

Returns:
    The product, a 32-bit float widened to Python's float.

Raises:
    TypeError: an argument is no number of its kind.
    OverflowError: an argument does not fit.
)";
// ANCHOR_END: doc

constexpr auto cmult = R"(cmult(int_param, float_param)
--

Multiply like `multiply`, and print a line about it on standard output.

When standard output is closed the line is lost; the product is not.

Args:
    int_param: an integer of 32 bits.
    float_param: a number; rounded to 32 bits.

Returns:
    The product, a 32-bit float widened to Python's float.

Raises:
    TypeError: an argument is no number of its kind.
    OverflowError: an argument does not fit.
)";

constexpr auto checked_multiply = R"(checked_multiply(a, b)
--

Multiply two integers of 64 bits.

Args:
    a: an integer of 64 bits, signed.
    b: an integer of 64 bits, signed.

Returns:
    The exact product.

Raises:
    TypeError: an argument is no integer.
    OverflowError: an argument or the product does not fit in 64 bits.
)";

constexpr auto multiply_complex = R"(multiply_complex(a, b)
--

Multiply two complex numbers by (ac - bd) + (ad + bc)i.

Args:
    a: a complex or real number.
    b: a complex or real number.

Returns:
    The product, rounded after each operation.

Raises:
    TypeError: an argument is no number.
    OverflowError: an argument does not fit in 64-bit floats.
)";

constexpr auto repeat = R"(repeat(text, times)
--

Repeat a text.

Args:
    text: any str that UTF-8 can encode, "\0" included.
    times: how often; 0 gives the empty text.

Returns:
    The copies, one after the other.

Raises:
    TypeError: text is no str, or times no integer.
    ValueError: times is negative; as UnicodeEncodeError: text holds a lone
        surrogate.
    OverflowError: times, or the size of the result, is beyond any memory.
    MemoryError: the result does not fit in this memory.
)";

constexpr auto logical_and = R"(logical_and(a, b)
--

Multiply two truth values: True only when both are.

Args:
    a: True or False.
    b: True or False.

Returns:
    Whether both are True.

Raises:
    TypeError: an argument is no bool; a number is not taken for one.
)";

constexpr auto scale_in_place = R"(scale_in_place(values, factor)
--

Multiply each element of an array by a factor, in the array's own memory.

A long array is scaled without the GIL: let no other thread change it meanwhile.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats, of any shape.
    factor: a number.

Raises:
    TypeError: values is no buffer of 64-bit floats, or factor no number.
    BufferError: values is read-only, strided or misaligned.
    OverflowError: factor does not fit in a 64-bit float.
)";

constexpr auto dot = R"(dot(a, b)
--

Add the products of the elements of two arrays, without a copy of either.

Long arrays are read without the GIL: let no other thread change them meanwhile.

Args:
    a: a C-contiguous buffer of 64-bit floats, of any shape.
    b: another with as many elements.

Returns:
    The sum; 0.0 for empty arrays. The order of the additions is fixed.

Raises:
    TypeError: an argument is no buffer of 64-bit floats.
    BufferError: an array is strided or misaligned.
    ValueError: the arrays differ in length.
)";

constexpr auto map_in_place = R"(map_in_place(values, function)
--

Replace each element of an array by what a function makes of it, in order.

The function may read, change and map the same array; it cannot resize it.

Args:
    values: a writable, C-contiguous buffer of 64-bit floats, of any shape.
    function: takes a float, returns a number.

Raises:
    TypeError: values is no buffer of 64-bit floats, function is not callable or
        returns no number.
    BufferError: values is read-only, strided or misaligned.
    OverflowError: what function returns does not fit in a 64-bit float.
    Exception: whatever function raises, the very same object. The elements
        before stay changed, the others as they were.
)";

constexpr auto compound = R"(compound(start, factor, times)
--

Multiply a number by a factor again and again. Other threads run meanwhile.

Args:
    start: a number.
    factor: a number.
    times: how often; about a nanosecond each.

Returns:
    start * factor * factor * ...

Raises:
    TypeError: an argument is no number of its kind.
    ValueError: times is negative.
    OverflowError: an argument does not fit in 64 bits.
)";

constexpr auto panic = R"(_panic()
--

Panic in Rust: a bug on purpose, to show what becomes of one.

Raises:
    RuntimeError: always.
)";

constexpr auto Product = R"(A running product that lives in Rust.

    with Product(2.0) as product:
        product.multiply_by(3.0)
        product.value  # 6.0

`close`, the end of the `with` statement, or the end of the object frees it.

Args:
    start: a number, what the product is at first.

Raises:
    TypeError: start is no number.
    OverflowError: start does not fit in a 64-bit float.
)";

constexpr auto init = R"(__init__(self, start=1.0)
--

Start a product, as the class says.
)";

constexpr auto multiply_by = R"(multiply_by(self, factor)
--

Multiply the product by a factor.

Args:
    factor: a number.

Raises:
    TypeError: factor is no number.
    OverflowError: factor does not fit in a 64-bit float.
    ValueError: the product is closed.
)";

constexpr auto value = R"(The product so far.

Raises:
    ValueError: the product is closed.
)";

constexpr auto closed = "Whether the product is closed.";

constexpr auto close = R"(close(self)
--

Free the product. Closing twice is harmless.
)";

constexpr auto enter = R"(__enter__(self)
--

Return the product itself.

Raises:
    ValueError: the product is closed.
)";

constexpr auto exit = R"(__exit__(self, *args)
--

Close the product.
)";

constexpr auto reduce = R"(__reduce__(self)
--

Refuse to be copied or pickled.

Raises:
    TypeError: always.
)";

} // namespace docs
