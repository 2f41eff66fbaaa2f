"""cppyy: the header is read when Python imports this."""

import os
from pathlib import Path

# Where new installers put CPyCppyy's own headers, cppyy does not look, and warns. Only
# who writes C++ on Python objects needs them.
os.environ.setdefault("CPPYY_API_PATH", "none")

import cppyy

# ANCHOR: names
HERE = Path(__file__).parent

cppyy.include(str(HERE / "cmultpp.hpp"))
cppyy.load_library(str(HERE / "libcmult.so"))

multiply = cppyy.gbl.cmultpp.multiply
repeat = cppyy.gbl.cmultpp.repeat
scale_in_place = cppyy.gbl.cmultpp.scale_in_place
dot = cppyy.gbl.cmultpp.dot
Product = cppyy.gbl.cmultpp.Product
# ANCHOR_END: names
