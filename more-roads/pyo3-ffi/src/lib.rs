//! Python's C API from Rust, by hand: what PyO3 stands on.
//!
//! In each function below, `args` is a live tuple from Python, which holds the GIL; and
//! NULL tells Python that an exception is set.

use std::ffi::CStr;
use std::ptr;
use std::slice;

use pyo3_ffi::*;

type Object = *mut PyObject;

// ANCHOR: multiply
unsafe extern "C" fn multiply(_module: Object, args: Object) -> Object {
    let (mut int_param, mut float_param) = (0_i32, 0_f32);
    let (int, float) = (&raw mut int_param, &raw mut float_param);
    // SAFETY: "i" is written to a C int, "f" to a C float.
    if unsafe { PyArg_ParseTuple(args, c"if".as_ptr(), int, float) } == 0 {
        return ptr::null_mut();
    }
    let product = cmult::multiply(int_param, float_param);
    // SAFETY: called by Python.
    unsafe { PyFloat_FromDouble(product.into()) }
}
// ANCHOR_END: multiply

unsafe extern "C" fn repeat(_module: Object, args: Object) -> Object {
    let (mut text, mut times) = (ptr::null_mut(), 0_isize);
    let (object, number) = (&raw mut text, &raw mut times);
    // SAFETY: "U" lends a str, "n" is written to a Py_ssize_t.
    if unsafe { PyArg_ParseTuple(args, c"Un".as_ptr(), object, number) } == 0 {
        return ptr::null_mut();
    }
    let mut length = 0;
    // SAFETY: a str, which the tuple keeps alive.
    let data = unsafe { PyUnicode_AsUTF8AndSize(text, &raw mut length) };
    if data.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: so many bytes, which belong to the str.
    let bytes = unsafe { slice::from_raw_parts(data.cast(), length as usize) };
    // SAFETY: Python has just made them, as UTF-8.
    let text = unsafe { str::from_utf8_unchecked(bytes) };
    let Ok(copies) = cmult::repeat(text, times.max(0) as usize) else {
        // SAFETY: called by Python.
        return unsafe { PyErr_NoMemory() };
    };
    let (data, length) = (copies.as_ptr().cast(), copies.len() as isize);
    // SAFETY: UTF-8 of this length, which Python copies.
    unsafe { PyUnicode_FromStringAndSize(data, length) }
}

unsafe extern "C" fn scale_in_place(_module: Object, args: Object) -> Object {
    let (mut view, mut factor) = (Py_buffer::new(), 0_f64);
    let (buffer, number) = (&raw mut view, &raw mut factor);
    // SAFETY: "w*" fills a Py_buffer, "d" a C double.
    if unsafe { PyArg_ParseTuple(args, c"w*d".as_ptr(), buffer, number) } == 0 {
        return ptr::null_mut();
    }
    let (data, length) = (view.buf.cast::<u8>(), view.len as usize);
    // SAFETY: writable bytes without gaps, ours until the buffer is released.
    let bytes = unsafe { slice::from_raw_parts_mut(data, length) };
    // SAFETY: any eight bytes are a double. Whether they were meant as one, Python
    // would tell, if it were asked for the format.
    let (_, values, _) = unsafe { bytes.align_to_mut::<f64>() };
    cmult::scale_in_place(values, factor);
    // SAFETY: filled above, and released once.
    unsafe { PyBuffer_Release(buffer) };
    // SAFETY: called by Python.
    unsafe { Py_NewRef(Py_None()) }
}

const fn method(name: &'static CStr, meth: PyCFunction) -> PyMethodDef {
    PyMethodDef {
        ml_name: name.as_ptr(),
        ml_meth: PyMethodDefPointer { PyCFunction: meth },
        ml_flags: METH_VARARGS,
        ml_doc: ptr::null(),
    }
}

// ANCHOR: module
static mut METHODS: [PyMethodDef; 4] = [
    method(c"multiply", multiply),
    method(c"repeat", repeat),
    method(c"scale_in_place", scale_in_place),
    PyMethodDef::zeroed(), // the end
];

static mut MODULE: PyModuleDef = PyModuleDef {
    m_base: PyModuleDef_HEAD_INIT,
    m_name: c"cmult_pyo3_ffi".as_ptr(),
    m_doc: ptr::null(),
    m_size: 0,
    m_methods: (&raw mut METHODS).cast(),
    m_slots: ptr::null_mut(),
    m_traverse: None,
    m_clear: None,
    m_free: None,
};
// ANCHOR_END: module

/// What Python looks for when it imports `cmult_pyo3_ffi`.
// SAFETY: no other symbol of this name can be in this library.
#[unsafe(no_mangle)]
pub extern "C" fn PyInit_cmult_pyo3_ffi() -> Object {
    // SAFETY: from here on the definition is Python's; Rust never touches it again.
    unsafe { PyModuleDef_Init(&raw mut MODULE) }
}
