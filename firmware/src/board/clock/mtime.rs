//! The timer of QEMU's `virt`, at 10 MHz.

use riscv::asm::wfi;
use riscv::register::mie;

pub(super) const TICKS_PER_MS: u32 = 10_000;

const MTIMECMP: usize = 0x0200_4000;
const MTIME: usize = 0x0200_BFF8;

pub(super) fn start() {
    // It only ends a sleep: interrupts stay disabled as a whole.
    // SAFETY: so nothing is interrupted.
    unsafe { mie::set_mtimer() };
}

pub(super) fn ticks() -> u32 {
    read(MTIME)
}

pub(super) fn sleep() {
    let (high, low) = loop {
        let high = read(MTIME + 4);
        let low = read(MTIME);
        if read(MTIME + 4) == high {
            break (high, low);
        }
    };
    let due = (u64::from(high) << 32 | u64::from(low)).wrapping_add(TICKS_PER_MS.into());
    // Never a time that has passed, in between.
    write(MTIMECMP + 4, u32::MAX);
    write(MTIMECMP, due as u32);
    write(MTIMECMP + 4, (due >> 32) as u32);
    // SAFETY: the timer ends it.
    wfi();
}

fn read(register: usize) -> u32 {
    // SAFETY: these registers can be read at any time.
    unsafe { (register as *const u32).read_volatile() }
}

fn write(register: usize, value: u32) {
    // SAFETY: nothing else uses the timer.
    unsafe { (register as *mut u32).write_volatile(value) }
}
