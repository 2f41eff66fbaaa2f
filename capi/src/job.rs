//! Long work in a thread of its own, which calls back when it is done.

use std::ffi::c_void;
use std::ptr;

use crate::pointer;
use crate::status::{CmultStatus, guard};

/// Work that goes on in a thread of its own. C sees only a pointer to it.
pub struct CmultJob(cmult::Job);

// ANCHOR: done
/// A function of the caller's: told once how a job ended, from the job's
/// thread.
///
/// `status` is `Ok`, and then `result` is the answer; or `Cancelled`. `context`
/// is the pointer that was given along with the function. It must not unwind:
/// catch exceptions inside.
pub type CmultDoneFunction = Option<
    unsafe extern "C" fn(
        status: CmultStatus,
        result: f64,
        context: *mut c_void,
    ),
>;
// ANCHOR_END: done

/// The two, on their way into the thread.
struct Done {
    function: unsafe extern "C" fn(CmultStatus, f64, *mut c_void),
    context: *mut c_void,
}

// SAFETY: the caller of `cmult_job_start` promises that another thread may use them.
unsafe impl Send for Done {}

impl Done {
    fn call(self, result: Option<f64>) {
        let status = match result {
            Some(_) => CmultStatus::Ok,
            None => CmultStatus::Cancelled,
        };
        // SAFETY: the promise that was made to `cmult_job_start`.
        unsafe {
            (self.function)(status, result.unwrap_or(f64::NAN), self.context);
        }
    }
}

/// Starts `cmult_compound` in a thread of its own and puts the job into `*job`.
///
/// When it ends, `done` is called, once, from that thread: maybe before this
/// function has returned. Give the job back to `cmult_job_free`. Fails with
/// `NullPointer` or `ThreadRefused`; `done` is not called then.
///
/// # Safety
///
/// - `done` is NULL or may be called with `context`, from another thread, until
///   `cmult_job_free` has returned;
/// - `job` is NULL or valid for writes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_job_start(
    start: f64,
    factor: f64,
    times: u64,
    done: CmultDoneFunction,
    context: *mut c_void,
    job: *mut *mut CmultJob,
) -> CmultStatus {
    guard(|| {
        // SAFETY: the caller's promise.
        let out = unsafe { pointer::out(job) }?;
        let function = done.ok_or(CmultStatus::NullPointer)?;
        let done = Done { function, context };
        let done = move |result| done.call(result);
        let job = cmult::Job::compound(start, factor, times, done)
            .map_err(|_refused| CmultStatus::ThreadRefused)?;
        out.write(Box::into_raw(Box::new(CmultJob(job))));
        Ok(())
    })
}

/// Asks a job to end soon, and does not wait: `done` will be told `Cancelled`,
/// unless the work was about to end anyway.
///
/// # Safety
///
/// `job` is NULL, or from `cmult_job_start` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_job_cancel(job: *const CmultJob) {
    // SAFETY: the caller's promise.
    if let Some(job) = unsafe { job.as_ref() } {
        job.0.cancel();
    }
}

/// Cancels the job in `*job`, waits until its thread has ended, frees it, and puts
/// NULL in its place. NULL in either place is none, and nothing happens.
///
/// `done` has returned by then, so hold no lock that it wants. Within `done` itself
/// there is nothing to wait for.
///
/// # Safety
///
/// - `job` is NULL or valid for reads and writes;
/// - `*job` is NULL or from `cmult_job_start`; nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cmult_job_free(job: *mut *mut CmultJob) {
    // SAFETY: the caller's promise.
    let Some(place) = (unsafe { job.as_mut() }) else {
        return;
    };
    let owned = std::mem::replace(place, ptr::null_mut());
    if !owned.is_null() {
        // SAFETY: the pointer of the box that `cmult_job_start` gave away.
        let job = unsafe { Box::from_raw(owned) };
        job.0.stop();
    }
}
