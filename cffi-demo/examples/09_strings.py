"""Strings: bytes go in, and what comes out is Rust's to free."""

from attempt import attempt

import cmult_cffi
from cmult_cffi import raw

ffi = raw.ffi

print("raw")
text = "né\0"
out = ffi.new("CmultText *")
attempt("repeat('né\\0', 4, 2, out)", raw.repeat, text, 4, 2, out)
data = text.encode()  # Rust's strings are UTF-8: three characters, four bytes
attempt("repeat(data, 4, 2, out)", raw.repeat, data, len(data), 2, out)
# ffi.string() would stop at the NUL.
attempt("ffi.buffer(...)", lambda: ffi.buffer(out.data, out.length)[:])
# CFFI frees `out`, a pointer and a length. The text it knows nothing of.
attempt("text_free(out[0])", raw.text_free, out[0])
attempt("repeat(b'\\xff', 1, 2, out)", raw.repeat, b"\xff", 1, 2, out)

print("finished")
attempt("repeat('né\\0', 2)", cmult_cffi.repeat, text, 2)
attempt("repeat('né\\0', -1)", cmult_cffi.repeat, text, -1)
attempt("repeat('né\\0', 2**62)", cmult_cffi.repeat, text, 2**62)
attempt("repeat(b'ab', 2)", cmult_cffi.repeat, b"ab", 2)
attempt("repeat('\\ud800', 2)", cmult_cffi.repeat, "\ud800", 2)
