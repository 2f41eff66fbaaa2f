"""PyBindGen: a program that describes a C++ library, and prints a module for it."""

import sys

from pybindgen import Module, param, retval

module = Module("cmult_pybindgen", cpp_namespace="cmultpp")
module.add_include('"cmultpp.hpp"')
module.add_container("std::vector<double>", "double", "vector")

# ANCHOR: functions
# A C++ exception that no function is said to throw ends the interpreter.
error = module.add_exception(
    "invalid_argument",
    foreign_cpp_namespace="std",
    custom_name="ValueError",
    is_standard_error=True,
    message_rvalue="%(EXC)s.what()",
)

module.add_function(
    "multiply",
    retval("float"),
    [param("int32_t", "int_param"), param("float", "float_param")],
)
module.add_function(
    "dot",
    retval("double"),
    [param("std::vector<double>", "a"), param("std::vector<double>", "b")],
    throw=[error],
)
# ANCHOR_END: functions
module.add_function(
    "repeat",
    retval("std::string"),
    [param("std::string", "text"), param("size_t", "times")],
    throw=[error],
)

product = module.add_class("Product")
product.add_constructor([param("double", "start")])
product.add_method("multiply_by", None, [param("double", "factor")], throw=[error])
product.add_method("value", retval("double"), [], is_const=True, throw=[error])

module.generate(sys.stdout)
