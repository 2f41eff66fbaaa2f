"""Strings: bytes and a length go in, bytes and a length come out."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw


class Text(ctypes.Structure):
    """CmultText of cmult.h."""

    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]


if __name__ == "__main__":
    # ANCHOR: raw
    data = "é".encode()
    text = Text()
    size = ctypes.c_size_t
    status = raw.repeat(data, size(len(data)), size(3), ctypes.byref(text))
    print("raw repeat: status", status, "and", text.length, "bytes:")
    print(ctypes.string_at(text.data, text.length))
    # Rust allocated the bytes. Forget this call, and they are leaked.
    raw.text_free(text)
    # ANCHOR_END: raw

    # ANCHOR: finished
    print(cmult_ctypes.repeat("é", 3))
    print(repr(cmult_ctypes.repeat("a\0", 2)))  # NUL is a character like any other
    for bad in (("a", -1), ("\ud800", 2), (b"a", 2)):
        try:
            cmult_ctypes.repeat(*bad)
        except (TypeError, ValueError) as error:
            print(f"repeat{bad}: {type(error).__name__}: {error}")
    # ANCHOR_END: finished
