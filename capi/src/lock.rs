//! A lock that does not hang a forked process.
//!
//! `fork` copies the whole memory, but of the threads only the one that calls it.
//! A lock that another thread had at that moment stays locked in the child, for
//! ever: whoever would unlock it is not there. A binding that keeps the GIL while
//! it is in here is safe, since Python forks with the GIL; CFFI, for one, gives it
//! away in every call.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use std::{process, thread};

/// How long a child tries. Who has a lock needs it for nanoseconds, and is at
/// worst not given a processor for a while.
const PATIENCE: Duration = Duration::from_secs(1);

/// Something that threads share until one of them closes it.
pub(crate) struct Lock<T> {
    open: Mutex<Option<T>>,
    /// The process in which it was made: there a lock is unlocked in the end.
    home: u32,
    /// Locked by a thread that does not exist.
    lost: AtomicBool,
}

impl<T> Lock<T> {
    pub(crate) fn new(inside: T) -> Self {
        Self {
            open: Mutex::new(Some(inside)),
            home: process::id(),
            lost: AtomicBool::new(false),
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
        let start = Instant::now();
        while !self.lost.load(Ordering::Relaxed) {
            if let Some(open) = self.try_lock() {
                return Some(open);
            }
            if start.elapsed() > PATIENCE {
                self.lost.store(true, Ordering::Relaxed);
            }
            thread::sleep(Duration::from_millis(1));
        }
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
            thread::sleep(2 * PATIENCE);
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
            thread::sleep(PATIENCE / 10);
            drop(locked);
            assert_eq!(other.join().expect("nobody panics"), Some(6));
        });
    }

    #[test]
    fn is_closed_in_a_child_when_nobody_will_unlock_it() {
        let lock = forked();
        let locked = lock.open.lock();
        assert_eq!(lock.with(|open| *open), None);
        // From now on at once, also for whoever closes it.
        let start = Instant::now();
        lock.with(|open| *open = None);
        assert_eq!(lock.with(|open| *open), None);
        assert!(start.elapsed() < PATIENCE);
        drop(locked);
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
