"""How a module takes in the Rust library: only what is used, and shown to nobody."""

import sys
from typing import Any

OPTIONS: dict[str, Any] = {
    "linux": {"extra_link_args": ["-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-s"]},
    "darwin": {
        "extra_link_args": [
            "-Wl,-exported_symbol,_PyInit_*",
            "-Wl,-dead_strip",
            "-Wl,-x",
        ]
    },
    # What Rust's standard library needs there.
    "win32": {
        "libraries": ["kernel32", "ntdll", "userenv", "ws2_32", "dbghelp", "bcrypt"]
    },
}.get(sys.platform, {})
