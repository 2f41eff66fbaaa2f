"""How much memory Rust, C and C++ have in use, as glibc counts it."""

from __future__ import annotations

import ctypes
import platform

GLIBC = tuple(int(part) for part in platform.libc_ver()[1].split(".") if part)
# mallinfo2 is new in 2.33.
COUNTED = platform.libc_ver()[0] == "glibc" and GLIBC >= (2, 33)


class MallInfo(ctypes.Structure):
    """glibc's `struct mallinfo2`."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in [
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        ]
    ]


def native_bytes() -> int:
    """The bytes that malloc has given out and not taken back; 0 if nobody counts."""
    if not COUNTED:
        return 0
    mallinfo2 = ctypes.CDLL(None).mallinfo2
    mallinfo2.restype = MallInfo
    info = mallinfo2()
    return int(info.uordblks + info.hblkhd)
