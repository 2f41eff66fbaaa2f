//! The Rust floor: functions of the core against Python's C API, by hand.
//!
//! This is what PyO3 writes for us, without its safety and its comfort: three
//! functions that take their arguments by `METH_FASTCALL`. All of it is `unsafe`,
//! because the C API trusts its caller. What has to be true, everywhere below:
//!
//! - **Called by Python.** The interpreter calls these functions with the GIL held,
//!   and `args` points at `count` live objects that it keeps alive meanwhile.
//! - **NULL means an exception.** A function of the C API that fails has set one;
//!   we return NULL at once, and the interpreter raises it.
//! - **No panic gets out.** There is nothing here that panics; if there were, Rust
//!   would end the process, as it must in a bare `extern "C"` function.

use std::ffi::CStr;
use std::ptr;
use std::slice;

use pyo3_ffi::{
    METH_FASTCALL, Py_ssize_t, PyBUF_C_CONTIGUOUS, PyBUF_FORMAT,
    PyBuffer_Release, PyErr_Occurred, PyErr_SetString, PyExc_OverflowError,
    PyExc_TypeError, PyExc_ValueError, PyFloat_AsDouble, PyFloat_FromDouble,
    PyLong_AsLongLong, PyMethodDef, PyMethodDefPointer, PyModuleDef,
    PyModuleDef_HEAD_INIT, PyModuleDef_Init, PyObject, PyObject_GetBuffer,
    PyUnicode_AsUTF8AndSize, PyUnicode_FromStringAndSize,
};

/// Sets a TypeError, or whatever `kind` is; the caller returns NULL.
fn raise(kind: *mut PyObject, message: &CStr) {
    // SAFETY: called by Python; `kind` is one of its exception classes.
    unsafe { PyErr_SetString(kind, message.as_ptr()) }
}

fn type_error(message: &CStr) {
    // SAFETY: Python has set this variable before it loaded us, and never changes it.
    raise(unsafe { PyExc_TypeError }, message);
}

fn overflow_error(message: &CStr) {
    // SAFETY: as in `type_error`.
    raise(unsafe { PyExc_OverflowError }, message);
}

fn value_error(message: &CStr) {
    // SAFETY: as in `type_error`.
    raise(unsafe { PyExc_ValueError }, message);
}

fn exception_is_set() -> bool {
    // SAFETY: called by Python.
    !unsafe { PyErr_Occurred() }.is_null()
}

/// The two arguments of a call, or `None` and an exception.
///
/// # Safety
///
/// `args` points at `count` objects.
unsafe fn two(
    args: *mut *mut PyObject,
    count: Py_ssize_t,
) -> Option<[*mut PyObject; 2]> {
    if count != 2 {
        type_error(c"expected 2 arguments");
        return None;
    }
    // SAFETY: two objects, as checked.
    Some(unsafe { args.cast::<[*mut PyObject; 2]>().read() })
}

/// Any object as an integer, or `None` and an exception.
///
/// # Safety
///
/// `object` is a live Python object.
unsafe fn integer(object: *mut PyObject) -> Option<i64> {
    // SAFETY: called by Python, with an object.
    let number = unsafe { PyLong_AsLongLong(object) };
    (number != -1 || !exception_is_set()).then_some(number)
}

/// `multiply(int_param, float_param)`
unsafe extern "C" fn multiply(
    _module: *mut PyObject,
    args: *mut *mut PyObject,
    count: Py_ssize_t,
) -> *mut PyObject {
    // SAFETY: Python's own array and count.
    let Some([first, second]) = (unsafe { two(args, count) }) else {
        return ptr::null_mut();
    };
    // SAFETY: an argument is a live object.
    let Some(number) = (unsafe { integer(first) }) else {
        return ptr::null_mut();
    };
    let Ok(int_param) = i32::try_from(number) else {
        overflow_error(c"int_param must fit in a 32-bit signed integer");
        return ptr::null_mut();
    };
    // SAFETY: an argument is a live object.
    let float_param = unsafe { PyFloat_AsDouble(second) };
    if float_param == -1.0 && exception_is_set() {
        return ptr::null_mut();
    }
    let product = cmult::multiply(int_param, float_param as f32);
    // SAFETY: called by Python.
    unsafe { PyFloat_FromDouble(product.into()) }
}

/// `repeat(text, times)`
unsafe extern "C" fn repeat(
    _module: *mut PyObject,
    args: *mut *mut PyObject,
    count: Py_ssize_t,
) -> *mut PyObject {
    // SAFETY: Python's own array and count.
    let Some([first, second]) = (unsafe { two(args, count) }) else {
        return ptr::null_mut();
    };
    // SAFETY: an argument is a live object.
    let Some(number) = (unsafe { integer(second) }) else {
        return ptr::null_mut();
    };
    let mut length = 0;
    // SAFETY: an argument is a live object; a TypeError is set if it is not a str.
    let data = unsafe { PyUnicode_AsUTF8AndSize(first, &raw mut length) };
    if data.is_null() {
        return ptr::null_mut();
    }
    // SAFETY: `length` bytes that belong to the str, which its caller keeps alive.
    let bytes =
        unsafe { slice::from_raw_parts(data.cast::<u8>(), length as usize) };
    // SAFETY: Python has just made them, as UTF-8.
    let text = unsafe { str::from_utf8_unchecked(bytes) };
    let Some(Ok(copies)) = usize::try_from(number)
        .ok()
        .map(|times| cmult::repeat(text, times))
    else {
        overflow_error(c"the text cannot be repeated this many times");
        return ptr::null_mut();
    };
    // SAFETY: UTF-8 of this length, which Python copies. It fits: `copies` is a String.
    unsafe {
        PyUnicode_FromStringAndSize(
            copies.as_ptr().cast(),
            copies.len() as Py_ssize_t,
        )
    }
}

/// Somebody's floats, held in place until this is dropped.
struct Doubles(pyo3_ffi::Py_buffer);

impl Doubles {
    /// # Safety
    ///
    /// `object` is a live Python object.
    unsafe fn of(object: *mut PyObject) -> Option<Self> {
        let mut view = pyo3_ffi::Py_buffer::new();
        let flags = PyBUF_FORMAT | PyBUF_C_CONTIGUOUS;
        // SAFETY: called by Python, with an object and a view to fill.
        if unsafe { PyObject_GetBuffer(object, &raw mut view, flags) } != 0 {
            return None;
        }
        let view = Self(view);
        // SAFETY: with PyBUF_FORMAT, a string that ends in NUL.
        if unsafe { CStr::from_ptr(view.0.format) } != c"d" {
            type_error(c"expected an array of 64-bit floats");
            return None;
        }
        Some(view)
    }

    fn as_slice(&self) -> &[f64] {
        let length = self.0.len as usize / size_of::<f64>();
        if length == 0 {
            return &[];
        }
        // SAFETY: contiguous native floats, as checked; alive until `self` is dropped.
        // That they are aligned we believe: this is a floor.
        unsafe { slice::from_raw_parts(self.0.buf.cast(), length) }
    }
}

impl Drop for Doubles {
    fn drop(&mut self) {
        // SAFETY: filled by PyObject_GetBuffer, and released once.
        unsafe { PyBuffer_Release(&raw mut self.0) }
    }
}

/// `dot(a, b)`
unsafe extern "C" fn dot(
    _module: *mut PyObject,
    args: *mut *mut PyObject,
    count: Py_ssize_t,
) -> *mut PyObject {
    // SAFETY: Python's own array and count.
    let Some([first, second]) = (unsafe { two(args, count) }) else {
        return ptr::null_mut();
    };
    // SAFETY: an argument is a live object.
    let Some(a) = (unsafe { Doubles::of(first) }) else {
        return ptr::null_mut();
    };
    // SAFETY: an argument is a live object.
    let Some(b) = (unsafe { Doubles::of(second) }) else {
        return ptr::null_mut();
    };
    let Ok(sum) = cmult::dot(a.as_slice(), b.as_slice()) else {
        value_error(c"a and b must have the same length");
        return ptr::null_mut();
    };
    // SAFETY: called by Python.
    unsafe { PyFloat_FromDouble(sum) }
}

const fn method(
    name: &'static CStr,
    function: pyo3_ffi::PyCFunctionFast,
) -> PyMethodDef {
    PyMethodDef {
        ml_name: name.as_ptr(),
        ml_meth: PyMethodDefPointer {
            PyCFunctionFast: function,
        },
        ml_flags: METH_FASTCALL,
        ml_doc: ptr::null(),
    }
}

static mut METHODS: [PyMethodDef; 4] = [
    method(c"multiply", multiply),
    method(c"repeat", repeat),
    method(c"dot", dot),
    PyMethodDef::zeroed(), // the end
];

static mut MODULE: PyModuleDef = PyModuleDef {
    m_base: PyModuleDef_HEAD_INIT,
    m_name: c"rust_floor".as_ptr(),
    m_doc: ptr::null(),
    m_size: 0,
    m_methods: (&raw mut METHODS).cast(),
    m_slots: ptr::null_mut(),
    m_traverse: None,
    m_clear: None,
    m_free: None,
};

/// What Python looks for when it imports `rust_floor`.
// SAFETY: no other symbol of this name can be in this library.
#[unsafe(no_mangle)]
pub extern "C" fn PyInit_rust_floor() -> *mut PyObject {
    let module = &raw mut MODULE;
    // SAFETY: from here on the definition is Python's; Rust never touches it again.
    unsafe { PyModuleDef_Init(module) }
}
