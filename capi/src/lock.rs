//! A lock that does not hang a forked process.
//!
//! `fork` copies the whole memory, but of the threads only the one that calls it.
//! A lock that another thread had at that moment stays locked in the child, for
//! ever: whoever would unlock it is not there. A binding that keeps the GIL while
//! it is in here is safe, since Python forks with the GIL; CFFI, for one, gives it
//! away in every call.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;
use std::{process, thread};

/// How often a child tries, and how long it waits in between: a second in all.
/// Who has a lock needs it for nanoseconds, and is at worst not given a processor
/// for a while. Not by the clock, which goes on while a process is stopped.
const TRIES: u32 = 1000;
const PAUSE: Duration = Duration::from_millis(1);

/// The process that made the first lock. To ask for it takes longer than all else
/// that is done to make one; so a child takes its own locks for copied ones, too.
fn home() -> u32 {
    static HOME: AtomicU32 = AtomicU32::new(0);
    match HOME.load(Ordering::Relaxed) {
        0 => {
            let this = process::id();
            HOME.store(this, Ordering::Relaxed);
            this
        }
        known => known,
    }
}

/// Something that threads share until one of them closes it.
pub(crate) struct Lock<T> {
    open: Mutex<Option<T>>,
    /// Where it is always unlocked in the end.
    home: u32,
    /// A child has waited in vain, and does not wait again.
    in_vain: AtomicBool,
}

impl<T> Lock<T> {
    pub(crate) fn new(inside: T) -> Self {
        Self {
            open: Mutex::new(Some(inside)),
            home: home(),
            in_vain: AtomicBool::new(false),
        }
    }

    // ANCHOR: with
    /// Runs `action` on what is inside, or on nothing when that is closed.
    pub(crate) fn with<R>(
        &self,
        action: impl FnOnce(&mut Option<T>) -> R,
    ) -> R {
        let locked = self.try_lock().or_else(|| {
            if process::id() == self.home {
                // Poisoned or not: no action leaves a product half-changed.
                Some(self.open.lock().unwrap_or_else(PoisonError::into_inner))
            } else {
                self.lock_in_child()
            }
        });
        match locked {
            Some(mut open) => action(&mut open),
            // Nobody can know what is inside, so it counts as closed.
            None => action(&mut None),
        }
    }
    // ANCHOR_END: with

    fn try_lock(&self) -> Option<MutexGuard<'_, Option<T>>> {
        match self.open.try_lock() {
            Ok(open) => Some(open),
            Err(TryLockError::Poisoned(poisoned)) => {
                Some(poisoned.into_inner())
            }
            Err(TryLockError::WouldBlock) => None,
        }
    }

    // ANCHOR: child
    /// Locks, unless the lock belongs to a thread that was not forked.
    fn lock_in_child(&self) -> Option<MutexGuard<'_, Option<T>>> {
        for _ in 0..TRIES {
            if self.in_vain.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(open) = self.try_lock() {
                return Some(open);
            }
            thread::sleep(PAUSE);
        }
        self.in_vain.store(true, Ordering::Relaxed);
        None
    }
    // ANCHOR_END: child
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lock that came into this process by a fork.
    fn forked() -> Lock<i32> {
        Lock {
            home: process::id() + 1,
            ..Lock::new(6)
        }
    }

    #[test]
    fn waits_where_it_was_made() {
        let lock = Lock::new(6);
        let locked = lock.open.lock();
        thread::scope(|scope| {
            let other = scope.spawn(|| lock.with(|open| *open));
            thread::sleep(2 * TRIES * PAUSE);
            drop(locked);
            assert_eq!(other.join().expect("nobody panics"), Some(6));
        });
    }

    #[test]
    fn waits_in_a_child_for_a_thread_of_the_child() {
        let lock = forked();
        let locked = lock.open.lock();
        thread::scope(|scope| {
            let other = scope.spawn(|| lock.with(|open| *open));
            thread::sleep(TRIES * PAUSE / 10);
            drop(locked);
            assert_eq!(other.join().expect("nobody panics"), Some(6));
        });
    }

    #[test]
    fn is_closed_in_a_child_when_nobody_will_unlock_it() {
        let lock = forked();
        let locked = lock.open.lock();
        assert_eq!(lock.with(|open| *open), None);
        // Who comes next, to close it, for one, does not wait.
        assert!(lock.in_vain.load(Ordering::Relaxed));
        lock.with(|open| *open = None);
        drop(locked);
        assert_eq!(lock.with(|open| *open), Some(6));
    }

    #[test]
    fn a_panic_closes_nothing() {
        for lock in [Lock::new(6), forked()] {
            let panic = || lock.with(|_| panic!("on purpose"));
            let caught =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(panic));
            assert!(caught.is_err());
            assert_eq!(lock.with(|open| *open), Some(6));
        }
    }
}
