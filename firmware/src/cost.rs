//! What an image's work costs, in instructions and bytes of stack: a line for each part of it, and one for the whole.

use crate::{Failure, board};

/// Runs an image, and reports the cost of the whole.
pub fn whole(image: fn() -> Result<(), Failure>) -> ! {
    #[cfg(target_os = "none")]
    metal::paint();
    let outcome = image();
    #[cfg(target_os = "none")]
    metal::report_whole();
    board::exit(outcome.is_ok())
}

/// Runs a part of the work; on a board runs it again to measure its cost.
pub fn part(name: &str, work: &mut dyn FnMut()) {
    work();
    #[cfg(target_os = "none")]
    metal::report_part(name, work);
    #[cfg(not(target_os = "none"))]
    let _ = name;
}

#[cfg(target_os = "none")]
mod metal {
    use crate::board::{self, print_number, stack};
    use core::sync::atomic::{AtomicUsize, Ordering};

    /// The lowest address that the stack reached before it was last painted.
    static LOWEST: AtomicUsize = AtomicUsize::new(usize::MAX);
    /// The stack's highest address.
    static HIGHEST: AtomicUsize = AtomicUsize::new(0);

    #[inline(always)]
    pub(super) fn paint() {
        HIGHEST.store(board::stack_pointer(), Ordering::Relaxed);
        stack::paint();
    }

    #[inline(never)]
    pub(super) fn report_part(name: &str, work: &mut dyn FnMut()) {
        remember(stack::lowest());
        stack::paint();
        work();
        let lowest = stack::lowest();
        remember(lowest);
        board::print(name.as_bytes());
        board::print(b": ");
        if let Some(instructions) = board::count(work) {
            print_number(instructions);
            board::print(b" instructions, ");
        }
        print_number(board::stack_pointer().saturating_sub(lowest) as u32);
        board::print(b" bytes of stack\n");
    }

    pub(super) fn report_whole() {
        remember(stack::lowest());
        board::print(b"whole: ");
        print_number(HIGHEST.load(Ordering::Relaxed).saturating_sub(LOWEST.load(Ordering::Relaxed)) as u32);
        board::print(b" bytes of stack\n");
    }

    fn remember(lowest: usize) {
        LOWEST.store(lowest.min(LOWEST.load(Ordering::Relaxed)), Ordering::Relaxed);
    }
}
