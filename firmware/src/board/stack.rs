//! How deep the stack goes: what lies below it is painted, and looked at afterwards.

use super::stack_pointer;
use core::ptr;

const PAINT: u32 = 0xACED_BA5E;

unsafe extern "C" {
    /// Where static data ends, and the stack must.
    static mut __sheap: u32;
}

/// Paints all between static data and this function's caller.
#[inline(always)]
pub(crate) fn paint() {
    let mut word = &raw mut __sheap;
    let end = stack_pointer() as *mut u32;
    while word < end {
        // SAFETY: below the stack pointer and above static data there is nothing.
        unsafe { ptr::write_volatile(word, PAINT) };
        word = word.wrapping_add(1);
    }
}

/// The lowest address at which there's no paint any more.
#[inline(always)]
pub(crate) fn lowest() -> usize {
    let mut word = &raw mut __sheap;
    // SAFETY: this is RAM; the function's own frame isn't painted and ends the search.
    while unsafe { ptr::read_volatile(word) } == PAINT {
        word = word.wrapping_add(1);
    }
    word as usize
}
