// nanobind's runtime, out of its Python package: setuptools wants a file of
// ours.
#include "nb_combined.cpp"
