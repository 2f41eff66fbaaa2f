# CFFI's modules have no type hints. Here is as much as a type checker needs.

from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

class _FFI:
    def __getattr__(self, name: str) -> Any: ...
    def def_extern(self, *, onerror: Callable[..., None]) -> Callable[[_F], _F]: ...

class _Lib:
    def __getattr__(self, name: str) -> Any: ...

ffi: _FFI
lib: _Lib
