# A module that CFFI compiled has no type hints.

from typing import Any

ffi: Any
lib: Any
