/* The floor: the same functions in C, written by hand against Python's C API.
 *
 * METH_FASTCALL hands the arguments over as a plain array. Nothing in between
 * is left to save, so every other cost is given as a multiple of this one.
 * There is no Rust behind it: a call from C to Rust costs what a call from C to
 * C does. Where there is work to do, in arrays, it is done as the Rust core
 * does it (`work.h`). */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <limits.h>

#include "work.h"

static int has_arguments(Py_ssize_t given, Py_ssize_t wanted) {
    if (given == wanted) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "expected %zd arguments, got %zd", wanted,
                 given);
    return 0;
}

static PyObject *product_of(PyObject *int_param, PyObject *float_param) {
    long integer = PyLong_AsLong(int_param);
    if (integer == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (integer < INT_MIN || integer > INT_MAX) {
        PyErr_SetString(PyExc_OverflowError, "int_param must fit in a C int");
        return NULL;
    }
    double number = PyFloat_AsDouble(float_param);
    if (number == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    return PyFloat_FromDouble((float)integer * (float)number);
}

static PyObject *multiply(PyObject *module, PyObject *const *args,
                          Py_ssize_t n) {
    (void)module;
    return has_arguments(n, 2) ? product_of(args[0], args[1]) : NULL;
}

static PyObject *int_param_name, *float_param_name;

/* The names come in a tuple, their values in `args` after the n positional
 * ones. Names in Python source are interned, so that the same name is the same
 * object: comparing pointers is enough for those, and all that a floor does. */
static PyObject *multiply_keywords(PyObject *module, PyObject *const *args,
                                   Py_ssize_t n, PyObject *names) {
    (void)module;
    PyObject *found[2] = {NULL, NULL};
    Py_ssize_t named = names ? PyTuple_GET_SIZE(names) : 0;
    if (!has_arguments(n + named, 2)) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        found[i] = args[i];
    }
    for (Py_ssize_t i = 0; i < named; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        if (name == int_param_name) {
            found[0] = args[n + i];
        } else if (name == float_param_name) {
            found[1] = args[n + i];
        }
    }
    if (!found[0] || !found[1]) {
        PyErr_SetString(PyExc_TypeError, "expected int_param and float_param");
        return NULL;
    }
    return product_of(found[0], found[1]);
}

static PyObject *repeat(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    (void)module;
    if (!has_arguments(n, 2)) {
        return NULL;
    }
    Py_ssize_t length;
    const char *text = PyUnicode_AsUTF8AndSize(args[0], &length);
    if (!text) {
        return NULL;
    }
    Py_ssize_t times = PyLong_AsSsize_t(args[1]);
    if (times == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (times < 0 || (length && times > PY_SSIZE_T_MAX / length)) {
        PyErr_SetString(PyExc_OverflowError, "times must be a fitting number");
        return NULL;
    }
    /* Through a buffer of our own, as Rust does: its String becomes a str. */
    char *copies = PyMem_Malloc(length * times);
    if (!copies) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < times; i++) {
        memcpy(copies + i * length, text, length);
    }
    PyObject *result = PyUnicode_DecodeUTF8(copies, length * times, NULL);
    PyMem_Free(copies);
    return result;
}

static int get_doubles(PyObject *object, Py_buffer *view, int flags) {
    if (PyObject_GetBuffer(object, view,
                           flags | PyBUF_FORMAT | PyBUF_C_CONTIGUOUS)) {
        return 0;
    }
    if (view->format && strcmp(view->format, "d") == 0) {
        return 1;
    }
    PyBuffer_Release(view);
    PyErr_SetString(PyExc_TypeError, "expected an array of 64-bit floats");
    return 0;
}

static PyObject *dot(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    (void)module;
    Py_buffer a, b;
    PyObject *result = NULL;
    if (!has_arguments(n, 2) || !get_doubles(args[0], &a, 0)) {
        return NULL;
    }
    if (get_doubles(args[1], &b, 0)) {
        if (a.len == b.len) {
            result =
                PyFloat_FromDouble(sum_of_products(a.buf, b.buf, a.len / 8));
        } else {
            PyErr_SetString(PyExc_ValueError,
                            "a and b must have the same length");
        }
        PyBuffer_Release(&b);
    }
    PyBuffer_Release(&a);
    return result;
}

static PyObject *scale_in_place(PyObject *module, PyObject *const *args,
                                Py_ssize_t n) {
    (void)module;
    if (!has_arguments(n, 2)) {
        return NULL;
    }
    double factor = PyFloat_AsDouble(args[1]);
    if (factor == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    Py_buffer values;
    if (!get_doubles(args[0], &values, PyBUF_WRITABLE)) {
        return NULL;
    }
    scale(values.buf, values.len / 8, factor);
    PyBuffer_Release(&values);
    return Py_NewRef(Py_None);
}

static PyObject *map_in_place(PyObject *module, PyObject *const *args,
                              Py_ssize_t n) {
    (void)module;
    Py_buffer values;
    if (!has_arguments(n, 2) ||
        !get_doubles(args[0], &values, PyBUF_WRITABLE)) {
        return NULL;
    }
    double *elements = values.buf;
    Py_ssize_t i = 0;
    for (; i < values.len / 8; i++) {
        PyObject *value = PyFloat_FromDouble(elements[i]);
        PyObject *result = value ? PyObject_CallOneArg(args[1], value) : NULL;
        Py_XDECREF(value);
        if (!result) {
            break;
        }
        double number = PyFloat_AsDouble(result);
        Py_DECREF(result);
        if (number == -1.0 && PyErr_Occurred()) {
            break;
        }
        elements[i] = number;
    }
    int done = i == values.len / 8;
    PyBuffer_Release(&values);
    return done ? Py_NewRef(Py_None) : NULL;
}

static PyObject *compound(PyObject *module, PyObject *const *args,
                          Py_ssize_t n) {
    (void)module;
    if (!has_arguments(n, 3)) {
        return NULL;
    }
    double value = PyFloat_AsDouble(args[0]);
    double factor = PyFloat_AsDouble(args[1]);
    unsigned long long times = PyLong_AsUnsignedLongLong(args[2]);
    if (PyErr_Occurred()) {
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS for (unsigned long long i = 0; i < times; i++) {
        value *= factor;
    }
    Py_END_ALLOW_THREADS return PyFloat_FromDouble(value);
}

typedef struct {
    PyObject_HEAD double value;
} Product;

static int product_init(PyObject *self, PyObject *args, PyObject *keywords) {
    (void)keywords;
    Product *product = (Product *)self;
    product->value = 1.0;
    return PyArg_ParseTuple(args, "|d", &product->value) ? 0 : -1;
}

static PyObject *product_multiply_by(PyObject *self, PyObject *factor) {
    double number = PyFloat_AsDouble(factor);
    if (number == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    ((Product *)self)->value *= number;
    return Py_NewRef(Py_None);
}

static PyObject *product_value(PyObject *self, void *closure) {
    (void)closure;
    return PyFloat_FromDouble(((Product *)self)->value);
}

static PyMethodDef product_methods[] = {
    {"multiply_by", product_multiply_by, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef product_properties[] = {
    {"value", product_value, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot product_slots[] = {
    {Py_tp_init, product_init},
    {Py_tp_methods, product_methods},
    {Py_tp_getset, product_properties},
    {0, NULL},
};

static PyType_Spec product_spec = {
    .name = "cmult_peers.c_floor.Product",
    .basicsize = sizeof(Product),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = product_slots,
};

/* A fast call has a type of its own, of which the table knows nothing. */
#define FAST(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"multiply", FAST(multiply), METH_FASTCALL, NULL},
    {"multiply_keywords", FAST(multiply_keywords),
     METH_FASTCALL | METH_KEYWORDS, NULL},
    {"repeat", FAST(repeat), METH_FASTCALL, NULL},
    {"dot", FAST(dot), METH_FASTCALL, NULL},
    {"scale_in_place", FAST(scale_in_place), METH_FASTCALL, NULL},
    {"map_in_place", FAST(map_in_place), METH_FASTCALL, NULL},
    {"compound", FAST(compound), METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static int fill(PyObject *module) {
    int_param_name = PyUnicode_InternFromString("int_param");
    float_param_name = PyUnicode_InternFromString("float_param");
    if (!int_param_name || !float_param_name) {
        return -1;
    }
    PyObject *product = PyType_FromSpec(&product_spec);
    int failed = PyModule_AddObjectRef(module, "Product", product);
    Py_XDECREF(product);
    return failed;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, fill}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "c_floor",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_c_floor(void) { return PyModuleDef_Init(&definition); }
