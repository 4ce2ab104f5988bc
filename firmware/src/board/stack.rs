//! Measures the stack: the memory below it is painted, and inspected afterwards.

use super::stack_pointer;
use core::ptr;

const PAINT: u32 = 0xACED_BA5E;

unsafe extern "C" {
    /// The end of static data, where the stack must end.
    static mut __sheap: u32;
}

/// Paints everything between static data and this function's caller.
#[inline(always)]
pub(crate) fn paint() {
    let mut word = &raw mut __sheap;
    let end = stack_pointer() as *mut u32;
    while word < end {
        // SAFETY: there is nothing between static data and the stack pointer.
        unsafe { ptr::write_volatile(word, PAINT) };
        word = word.wrapping_add(1);
    }
}

/// Returns the lowest address without paint.
#[inline(always)]
pub(crate) fn lowest() -> usize {
    let mut word = &raw mut __sheap;
    // SAFETY: this is RAM; the function's own frame isn't painted and ends the search.
    while unsafe { ptr::read_volatile(word) } == PAINT {
        word = word.wrapping_add(1);
    }
    word as usize
}
