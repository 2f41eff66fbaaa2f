"""What CFFI has to know to write the module `my_package._native`."""

import cargo_build
import rust_link
from cffi import FFI

# ANCHOR: builder
rust = cargo_build.build()
assert rust.out_dir  # where build.rs has put the header
header = rust.out_dir / "c_abi.h"

ffibuilder = FFI()
ffibuilder.cdef(header.read_text(encoding="utf-8"))
ffibuilder.set_source(
    "my_package._native",
    '#include <stdint.h>\n#include "c_abi.h"',
    include_dirs=[str(rust.out_dir)],
    extra_objects=[str(rust.static)],
    depends=[str(rust.static)],
    **rust_link.OPTIONS,
)
# ANCHOR_END: builder
