// A C program with Python inside, which calls a package as any script would.
//
// Its argument is the path of a `python`: that of a virtual environment leads
// to the packages in it.

#include <Python.h>

// ANCHOR: main
int main(int argc, char **argv) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    if (argc > 1) {
        // As if this `python` had been started: Python looks around from there.
        PyConfig_SetBytesString(&config, &config.program_name, argv[1]);
    }
    const PyStatus status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }

    PyObject *module = PyImport_ImportModule("cmult_cython");
    PyObject *product =
        module ? PyObject_CallMethod(module, "multiply", "id", 6, 2.3) : NULL;
    if (product) {
        printf("multiply: %.17g\n", PyFloat_AsDouble(product));
    } else {
        PyErr_Print();
    }
    Py_XDECREF(product);
    Py_XDECREF(module);
    return Py_FinalizeEx() < 0 || !product;
}
// ANCHOR_END: main
