"""An array that Rust owns, handed to others without a copy: by DLPack and by Arrow."""

from cmult_cxx._native import Powers

__all__ = ["Powers"]
