"""Strings: UTF-8 lent to Rust, and what comes back is Rust's to free."""

import cmult_cffi
from cmult_cffi import raw

data = "né\0".encode()  # three characters, four bytes
out = raw.ffi.new("CmultText *")
print("raw: status", raw.repeat(data, len(data), 2, out))
# ffi.string() would stop at the NUL.
print("raw:", raw.ffi.buffer(out.data, out.length)[:])
# CFFI frees `out`, a pointer and a length. Of the text it knows nothing.
raw.text_free(out[0])

print("finished:", ascii(cmult_cffi.repeat("né\0", 2)))
for text, times in (("\ud800", 1), ("ab", -1), ("ab", 2**63)):
    try:
        cmult_cffi.repeat(text, times)
    except (UnicodeEncodeError, OverflowError) as error:
        print(f"  {text!a}, {times}: {type(error).__name__}: {error}")
