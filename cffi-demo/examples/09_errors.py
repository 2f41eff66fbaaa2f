"""Errors: C returns a number, Python raises an exception."""

from array import array

import cmult_cffi
from cmult_cffi import raw

total = raw.ffi.new("double *")
statuses = {
    "two lengths": raw.dot([1.0, 2.0], 2, [3.0], 1, total),
    "no pointer": raw.dot([1.0], 1, [1.0], 1, raw.ffi.NULL),
    "a panic": raw.panic(),
}
for what, status in statuses.items():
    message = raw.ffi.string(raw.status_message(status)).decode()
    print(f"raw: {what}: {status}: {message}")

try:
    cmult_cffi.dot(array("d", [1.0, 2.0]), array("d", [3.0]))
except ValueError as error:
    print("finished: ValueError:", error)
# A panic is a bug, not an error. (Rust has also told stderr about it.)
try:
    cmult_cffi._panic()
except RuntimeError as error:
    print("finished: RuntimeError:", error)
print("still alive:", cmult_cffi.multiply(6, 2.5))
