"""Where the tools differ: what they print, how they behave, what they cost."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# NumPy reads these once, when something imports it, and that may be the plots:
# everybody works in one thread here.
for library in ("OPENBLAS", "MKL", "VECLIB", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
