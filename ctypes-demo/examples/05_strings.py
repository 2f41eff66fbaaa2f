"""Strings: bytes and a length go in, bytes and a length come out."""

import ctypes

import cmult_ctypes
from cmult_ctypes import raw


class Text(ctypes.Structure):
    """CmultText of cmult.h."""

    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]


data, text, size = "é\0".encode(), Text(), ctypes.c_size_t
status = raw.repeat(data, size(len(data)), size(3), ctypes.byref(text))
print("raw:     ", status, ctypes.string_at(text.data, text.length))
# Rust allocated the bytes. Forget this call, and they are leaked.
raw.text_free(text)

print("finished:", ascii(cmult_ctypes.repeat("é\0", 3)))
for bad in (("\ud800", 1), ("ab", -1), ("ab", 2**63), (b"ab", 2)):
    try:
        cmult_ctypes.repeat(*bad)
    except (TypeError, ValueError, OverflowError) as error:
        print(f"{bad[0]!a}, {bad[1]}: {type(error).__name__}: {error}")
