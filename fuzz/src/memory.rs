//! How much memory something takes: an allocator that counts, thread by thread.
//!
//! A1. Every call goes to the system's allocator with the arguments it came with, and what that answers is returned.
#![allow(unsafe_code, reason = "an allocator is an unsafe trait")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, and how much of it this thread holds and has held at most.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

/// Calls `f`, and tells how many bytes this thread held during it at most, beyond what it held before.
pub fn peak<T>(f: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    let outer = MOST.replace(before);
    let value = f();
    let most = MOST.get();
    MOST.set(most.max(outer));
    (value, usize::try_from(most - before).unwrap_or(0))
}

/// Calls `f`, which is allowed so many bytes at most.
#[track_caller]
pub fn within<T>(bytes: usize, f: impl FnOnce() -> T) -> T {
    let (value, peak) = peak(f);
    assert!(peak <= bytes, "{peak} bytes of memory, where {bytes} would do");
    value
}

fn count(bytes: isize) {
    // A thread that is being torn down counts no more.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        MOST.set(MOST.get().max(held.get()));
    });
}

// SAFETY: A1; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: A1.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: A1.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: A1.
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both blocks are there while the bytes move.
        count(size as isize);
        // SAFETY: A1.
        let moved = unsafe { System.realloc(ptr, layout, size) };
        count(-(layout.size() as isize));
        moved
    }
}
