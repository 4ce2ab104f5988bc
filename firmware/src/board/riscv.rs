//! RISC-V.

use core::arch::asm;
use riscv::register::minstret;

pub use riscv_rt::entry;

/// Returns the instructions of `work`.
pub(crate) fn count(work: &mut dyn FnMut()) -> Option<u32> {
    let start = minstret::read();
    work();
    Some(minstret::read().wrapping_sub(start) as u32)
}

#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    let pointer;
    // SAFETY: reads a register.
    unsafe { asm!("mv {}, sp", out(reg) pointer, options(nomem, nostack, preserves_flags)) };
    pointer
}

#[riscv_rt::exception(riscv::interrupt::Exception::IllegalInstruction)]
fn illegal_instruction(_: &riscv_rt::TrapFrame) -> ! {
    super::exit(false)
}
