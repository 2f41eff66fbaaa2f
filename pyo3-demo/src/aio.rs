//! asyncio: a future of Python's that a thread of Rust's completes.

use std::sync::{Mutex, PoisonError};

use cmult::Job;
use pyo3::exceptions::PyRuntimeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyCFunction;

// ANCHOR: finish
/// Called by the loop, in the loop's thread.
#[pyfunction]
fn finish(future: &Bound<'_, PyAny>, result: Option<f64>) -> PyResult<()> {
    match result {
        None => future.call_method0("cancel")?,
        // It may be cancelled by now.
        Some(_) if future.call_method0("done")?.is_truthy()? => return Ok(()),
        Some(result) => future.call_method1("set_result", (result,))?,
    };
    Ok(())
}
// ANCHOR_END: finish

/// Start the work, and return the future that Rust will complete.
#[pyfunction]
pub fn compound_future<'py>(
    py: Python<'py>,
    start: f64,
    factor: f64,
    times: u64,
) -> PyResult<Bound<'py, PyAny>> {
    // ANCHOR: start
    let event_loop = py.import("asyncio")?.call_method0("get_running_loop")?;
    let future = event_loop.call_method0("create_future")?;

    let ends = (event_loop.unbind(), future.clone().unbind());
    let done = move |result: Option<f64>| {
        // In the job's thread, which Python has never seen.
        Python::try_attach(move |py| {
            let (event_loop, future) = ends;
            let finish = wrap_pyfunction!(finish, py)?;
            let arguments = (finish, future, result);
            event_loop.call_method1(py, "call_soon_threadsafe", arguments)
        });
        // An error is that the loop is closed: nobody waits any more.
    };
    let job = Job::compound(start, factor, times, done)
        .map_err(|refused| PyRuntimeError::new_err(refused.to_string()))?;
    stop_with(&future, job)?;
    Ok(future)
    // ANCHOR_END: start
}

// ANCHOR: stop
/// Stops the job when the future is done or cancelled, when it is forgotten
/// with its loop, or when Python ends, after which no thread may call back.
fn stop_with(future: &Bound<'_, PyAny>, job: Job) -> PyResult<()> {
    let py = future.py();
    let job = Mutex::new(Some(job));
    let stop = PyCFunction::new_closure(py, None, None, move |args, _| {
        let job = job.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Without the GIL, which the job's thread may be waiting for.
        args.py().detach(|| job.map(Job::stop));
    })?;
    future.call_method1("add_done_callback", (&stop,))?;
    py.import("weakref")?
        .call_method1("finalize", (future, stop))?;
    Ok(())
}
// ANCHOR_END: stop

/// What ``compound`` does, as an object: it starts at once, and can be awaited.
///
/// It needs a running event loop, and belongs to it. It may be awaited more than
/// once. Like a task, it goes on when nobody waits for it.
///
/// Args:
///     start: a number.
///     factor: a number.
///     times: how many times; not negative.
#[pyclass(frozen, module = "cmult_pyo3.aio")]
pub struct Compound(Py<PyAny>);

#[pymethods]
impl Compound {
    #[new]
    fn new(
        py: Python<'_>,
        start: f64,
        factor: f64,
        times: u64,
    ) -> PyResult<Self> {
        compound_future(py, start, factor, times)
            .map(|future| Self(future.unbind()))
    }

    // ANCHOR: class
    /// Wait for the last product, a 64-bit float.
    fn __await__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.0.call_method0(py, "__await__")
    }

    /// Cancel the work: who waits for it gets a CancelledError.
    ///
    /// Returns:
    ///     Whether there was something left to cancel.
    fn cancel(&self, py: Python<'_>) -> PyResult<bool> {
        self.0.call_method0(py, "cancel")?.extract(py)
    }
    // ANCHOR_END: class

    // The future may lead back here, through a task that waits for it.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.0)
    }
}
