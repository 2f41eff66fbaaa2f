# Texts: UTF-8 in, and out again a copy of what Rust made.

def repeat(text, Py_ssize_t times):
    """Multiply a text: ``times`` copies of it, one after the other.

    Args:
        text: a str of any characters that UTF-8 has, NUL included.
        times: how many copies; not negative.

    Returns:
        The copies, as one new str.

    Raises:
        UnicodeEncodeError: ``text`` has a lone surrogate, which UTF-8 has not.
        OverflowError: the result would be longer than memory can be.
        MemoryError: the result does not fit in memory.
    """
    # ANCHOR: repeat
    # Not `str text` in the signature: that refuses subclasses, StrEnums for one.
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    utf8 = str.encode(text)
    cdef lib.CmultText copies
    check(lib.cmult_text_repeat(utf8, len(utf8), to_count(times), &copies))
    try:
        return (<const char *>copies.data)[:copies.length].decode()
    finally:
        lib.cmult_text_free(copies)
    # ANCHOR_END: repeat
