//! Raw pointers become references here, checked, and nowhere else.

use std::cell::Cell;
use std::slice;

use crate::CmultStatus;

/// Checks that an array can be used at all.
fn check_array<T>(data: *const T) -> Result<(), CmultStatus> {
    if data.is_null() {
        Err(CmultStatus::NullPointer)
    } else if !data.is_aligned() {
        Err(CmultStatus::Misaligned)
    } else {
        Ok(())
    }
}

/// Borrows an array for reading. NULL with length 0 is an empty one.
///
/// # Safety
///
/// - `data` is NULL, misaligned, or valid for reads of `length` elements, which no
///   more than [`isize::MAX`] bytes can be;
/// - nobody writes to them while the slice lives.
pub(crate) unsafe fn slice<'a, T>(
    data: *const T,
    length: usize,
) -> Result<&'a [T], CmultStatus> {
    if length == 0 {
        return Ok(&[]);
    }
    check_array(data)?;
    // SAFETY: checked above for NULL and alignment; the rest is the caller's promise.
    Ok(unsafe { slice::from_raw_parts(data, length) })
}

/// Borrows an array for reading and writing. NULL with length 0 is an empty one.
///
/// # Safety
///
/// - `data` is NULL, misaligned, or valid for reads and writes of `length` elements;
/// - nobody else reads or writes them while the slice lives.
pub(crate) unsafe fn slice_mut<'a, T>(
    data: *mut T,
    length: usize,
) -> Result<&'a mut [T], CmultStatus> {
    if length == 0 {
        return Ok(&mut []);
    }
    check_array(data)?;
    // SAFETY: checked above for NULL and alignment; the rest is the caller's promise.
    Ok(unsafe { slice::from_raw_parts_mut(data, length) })
}

/// Borrows an array that its owner may read and change meanwhile, from this thread.
///
/// # Safety
///
/// - `data` is NULL, misaligned, or valid for reads and writes of `length` elements;
/// - no other thread reads or writes them while the slice lives.
pub(crate) unsafe fn cells<'a, T>(
    data: *mut T,
    length: usize,
) -> Result<&'a [Cell<T>], CmultStatus> {
    if length == 0 {
        return Ok(&[]);
    }
    check_array(data)?;
    // SAFETY: as above; `Cell<T>` has the layout of `T`, and shared cells may change.
    Ok(unsafe { slice::from_raw_parts(data.cast::<Cell<T>>(), length) })
}

/// The place for a result: checked first, so that a call fails before it works.
///
/// # Safety
///
/// `out` is NULL or valid for writes while the [`Out`] lives.
pub(crate) unsafe fn out<'a, T>(
    out: *mut T,
) -> Result<Out<'a, T>, CmultStatus> {
    if out.is_null() {
        return Err(CmultStatus::NullPointer);
    }
    Ok(Out {
        place: out,
        _borrow: std::marker::PhantomData,
    })
}

/// A checked out-pointer. What it points to may be uninitialised, so it can only
/// be written.
pub(crate) struct Out<'a, T> {
    place: *mut T,
    _borrow: std::marker::PhantomData<&'a mut T>,
}

impl<T> Out<'_, T> {
    /// Hands the result to the caller.
    pub(crate) fn write(self, value: T) {
        // SAFETY: `out` was told that the place is valid for writes. C gives no
        // promise of alignment that could be checked without refusing odd
        // callers, hence the unaligned write.
        unsafe { self.place.write_unaligned(value) }
    }
}
