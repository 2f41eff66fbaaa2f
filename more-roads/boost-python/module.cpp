// Boost.Python on the C++ library over the C ABI.

#include <boost/python.hpp>
#include <boost/python/suite/indexing/vector_indexing_suite.hpp>
#include <boost/version.hpp>

#include "cmultpp.hpp"

namespace bp = boost::python;

// ANCHOR: module
BOOST_PYTHON_MODULE(cmult_boost) {
    using Doubles = std::vector<double>;

    bp::def("multiply", &cmultpp::multiply,
            bp::args("int_param", "float_param"));
    bp::def("repeat", &cmultpp::repeat, bp::args("text", "times"));
    bp::def("dot", &cmultpp::dot, bp::args("a", "b"));

    // A std::vector is a class of its own, which behaves like a list.
    bp::class_<Doubles>("Doubles").def(bp::vector_indexing_suite<Doubles>());

    bp::class_<cmultpp::Product, boost::noncopyable>(
        "Product", bp::init<double>(bp::args("start")))
        .def("multiply_by", &cmultpp::Product::multiply_by, bp::args("factor"))
        .add_property("value", &cmultpp::Product::value);

    bp::scope().attr("boost_version") = BOOST_LIB_VERSION;
}
// ANCHOR_END: module
