//! Long work in a thread of its own, which can be cancelled.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use crate::compound;

/// How many steps are made between two looks at the flag: less than 0.1 ms.
const PIECE: u64 = 1 << 16;

thread_local! {
    /// In the thread of a job: the address of its flag.
    static OWN: Cell<*const AtomicBool> = const { Cell::new(ptr::null()) };
}

/// Work that goes on in a thread of its own.
///
/// A job that is dropped is cancelled, and not waited for: who holds a lock that
/// `done` wants would wait for ever. [`Job::stop`] waits.
pub struct Job {
    cancelled: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// The process that has the thread: a fork copies all this, but no thread.
    process: u32,
}

impl Job {
    /// Starts [`compound`](crate::compound()), and calls `done` from the new
    /// thread when it ends: exactly once, with nothing when it was cancelled.
    ///
    /// Work that has fewer steps than a piece is never cancelled.
    ///
    /// # Errors
    ///
    /// The system refuses a thread; `done` is not called then.
    pub fn compound(
        start: f64,
        factor: f64,
        times: u64,
        done: impl FnOnce(Option<f64>) + Send + 'static,
    ) -> io::Result<Self> {
        Self::spawn(
            move |cancelled| in_pieces(start, factor, times, cancelled),
            done,
        )
    }

    fn spawn(
        work: impl FnOnce(&AtomicBool) -> Option<f64> + Send + 'static,
        done: impl FnOnce(Option<f64>) + Send + 'static,
    ) -> io::Result<Self> {
        let cancelled = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&cancelled);
        let thread = thread::Builder::new().name("cmult".to_owned()).spawn(
            move || {
                OWN.set(Arc::as_ptr(&seen));
                // Somebody waits for `done`, also when the work panics.
                let work = AssertUnwindSafe(|| work(&seen));
                done(catch_unwind(work).unwrap_or(None));
            },
        )?;
        Ok(Self {
            cancelled,
            thread: Some(thread),
            process: process::id(),
        })
    }

    /// Asks the work to end soon, and does not wait for it.
    pub fn cancel(&self) {
        // The flag says all there is to say: nothing else must be seen with it.
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Cancels the work and waits until its thread has ended, `done` included.
    ///
    /// Within `done` itself there is nothing to wait for, nor in a process that was
    /// forked.
    pub fn stop(mut self) {
        self.cancel();
        if let Some(thread) = self.thread.take()
            && OWN.get() != Arc::as_ptr(&self.cancelled)
            && self.process == process::id()
        {
            // What a panic in `done` said has been printed.
            let _ = thread.join();
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.cancel();
    }
}

// ANCHOR: pieces
fn in_pieces(
    start: f64,
    factor: f64,
    mut times: u64,
    cancelled: &AtomicBool,
) -> Option<f64> {
    let mut value = start;
    while times > PIECE {
        value = compound(value, factor, PIECE);
        times -= PIECE;
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
    }
    Some(compound(value, factor, times))
}
// ANCHOR_END: pieces

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// A job, and what its `done` is called with.
    fn start(factor: f64, times: u64) -> (Job, Receiver<Option<f64>>) {
        let (sender, receiver) = channel();
        let done = move |value| sender.send(value).unwrap();
        (Job::compound(1.0, factor, times, done).unwrap(), receiver)
    }

    #[test]
    fn the_answer_is_that_of_the_same_work_in_one_piece() {
        let factor = 1.0 + 1e-7;
        for times in [0, 1, PIECE - 1, PIECE, PIECE + 1, 10 * PIECE + 7] {
            let (_job, receiver) = start(factor, times);
            let answer = receiver.recv().unwrap();
            assert_eq!(answer, Some(compound(1.0, factor, times)));
            // The only call: its sender is gone.
            assert!(receiver.recv().is_err());
        }
    }

    #[test]
    fn who_stops_it_waits_until_done_was_called() {
        let (job, receiver) = start(1.0, u64::MAX);
        job.stop();
        assert_eq!(receiver.try_recv(), Ok(None));
    }

    #[test]
    fn cancelled_and_dropped_it_ends() {
        let (job, receiver) = start(1.0, u64::MAX);
        job.cancel();
        assert_eq!(receiver.recv(), Ok(None));
        let (job, receiver) = start(1.0, u64::MAX);
        drop(job);
        assert_eq!(receiver.recv(), Ok(None));
    }

    #[test]
    fn done_may_stop_its_own_job() {
        let (sender, receiver) = channel::<Job>();
        let (answered, answer) = channel();
        let done = move |value| {
            receiver.recv().unwrap().stop();
            answered.send(value).unwrap();
        };
        let job = Job::compound(3.0, 2.0, 4, done).unwrap();
        sender.send(job).unwrap();
        assert_eq!(answer.recv(), Ok(Some(48.0)));
    }

    #[test]
    fn a_panic_does_not_lose_done() {
        let (sender, receiver) = channel();
        let done = move |value| sender.send(value).unwrap();
        let job = Job::spawn(|_| panic!("on purpose"), done).unwrap();
        assert_eq!(receiver.recv(), Ok(None));
        job.stop();
    }
}
