"""How a process ends while a daemon thread of it is inside Rust.

When Python ends, it stops threads that ask for the GIL. Before CPython 3.14 it does so
by `pthread_exit`, which unwinds the stack of the thread, through whatever is there.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator

from . import child_process

ENDS = {0: "ends well", -signal.SIGABRT: "aborts", -signal.SIGSEGV: "crashes"}

# What the thread does, again and again.
WORK = {
    "multiply": "binding.multiply(6, 2.5)",
    "compound": "binding.compound(1.0, 1.0, 10**6)",
    "dot": "binding.dot(long, long)",
    "cmult": "binding.cmult(6, 2.5)",
    "map_in_place": "binding.map_in_place(long, lambda value: value)",
}

# Python's modules go first, and with them an object that waits in its `__del__`. The
# thread comes back from Rust meanwhile. Where it is not ended, but made to wait for
# ever, half a second must do.
IN_TIME = """
import importlib, os, sys, threading, time
from array import array

binding = importlib.import_module(sys.argv[1])
long = array("d", bytes(8 * 2**16))
begun = threading.Event()
reader, writer = os.pipe()  # where `cmult` prints, until it is full
os.dup2(writer, 1)
os.write(1, b".")

def work():
    while True:
        begun.set()
        {work}

class Last:
    def __del__(self, os=os, sleep=time.sleep, reader=reader):
        os.read(reader, 2**20)
        for _ in range(50):
            if len(os.listdir("/proc/self/task")) == 1:
                break
            sleep(0.01)

sys.modules["last"] = Last()
threading.Thread(target=work, daemon=True).start()
begun.wait()
"""

# A callback that comes when all of Python is gone. On the one processor, the thread
# stands still where it gives the GIL away, until the main thread sleeps: in C, at exit.
TOO_LATE = """
import ctypes, importlib, os, sys, threading
from array import array

binding = importlib.import_module(sys.argv[1])
c = ctypes.CDLL(None)
c["__cxa_atexit"](ctypes.cast(c.usleep, ctypes.c_void_p), ctypes.c_void_p(50_000), None)
long = array("d", bytes(8 * 2**20))
begun = threading.Event()

def function(value):
    begun.set()
    return value

def work():
    idle = os.SCHED_IDLE, os.sched_param(0)
    os.sched_setscheduler(threading.get_native_id(), *idle)
    binding.map_in_place(long, function)

sys.setswitchinterval(1000.0)
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
threading.Thread(target=work, daemon=True).start()
begun.wait()
"""


def ends(module: str, attempts: int) -> Iterator[tuple[str, str]]:
    """What the thread did, and how the process ended."""
    for name, work in WORK.items():
        yield name, end(IN_TIME.format(work=work), module)
    # Now and then it is somewhere else.
    found = "ends well"
    while found == "ends well" and attempts:
        found = end(TOO_LATE, module)
        attempts -= 1
    yield "map_in_place, and Python is gone", found


def end(lines: str, module: str) -> str:
    """In one word."""
    status = child_process.end(lines, module, timeout=30).returncode
    return ENDS.get(status, f"exit {status}")
