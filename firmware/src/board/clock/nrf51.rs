//! TIMER0 of the nRF51: the microbit emulated by QEMU has no SysTick.

use cortex_m::asm::wfi;
use cortex_m::interrupt;

/// 16 MHz, by a prescaler of 16.
pub(super) const TICKS_PER_MS: u32 = 1000;

const BASE: usize = 0x4000_8000;
const START: usize = BASE;
const CAPTURE_0: usize = BASE + 0x040;
const COMPARED_1: usize = BASE + 0x144;
const INTENSET: usize = BASE + 0x304;
const BITMODE: usize = BASE + 0x508;
const PRESCALER: usize = BASE + 0x510;
const CC_0: usize = BASE + 0x540;
const CC_1: usize = BASE + 0x544;

const NVIC_ENABLE: usize = 0xE000_E100;
const NVIC_UNPEND: usize = 0xE000_E280;
/// Of TIMER0.
const INTERRUPT: u32 = 1 << 8;

pub(super) fn start() {
    // Interrupts only end a sleep: none is handled.
    interrupt::disable();
    write(BITMODE, 3); // 32 bits
    write(PRESCALER, 4);
    write(INTENSET, 1 << 17); // COMPARE[1]
    write(NVIC_ENABLE, INTERRUPT);
    write(START, 1);
}

pub(super) fn ticks() -> u32 {
    write(CAPTURE_0, 1);
    // SAFETY: this register can be read at any time.
    unsafe { (CC_0 as *const u32).read_volatile() }
}

pub(super) fn sleep() {
    write(COMPARED_1, 0);
    write(NVIC_UNPEND, INTERRUPT);
    let now = ticks();
    write(CC_1, now.wrapping_add(TICKS_PER_MS));
    // A time that had passed before it was written comes again after 71 minutes: a debugger or an emulator may halt in
    // between.
    if ticks().wrapping_sub(now) < TICKS_PER_MS {
        wfi();
    }
}

fn write(register: usize, value: u32) {
    // SAFETY: nothing else uses the timer or its interrupt.
    unsafe { (register as *mut u32).write_volatile(value) }
}
