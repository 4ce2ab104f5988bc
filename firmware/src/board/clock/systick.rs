//! The core's own timer, whose interrupt counts ms.

use core::sync::atomic::{AtomicU32, Ordering};
use cortex_m::Peripherals;
use cortex_m::asm::wfi;
use cortex_m::peripheral::syst::SystClkSource;

pub(super) const TICKS_PER_MS: u32 = 1;

/// Of the core's clock: after a reset, the LM3S6965 has its PLL divided by 16.
const CYCLES_PER_MS: u32 = if cfg!(machine = "mps2-an386") { 25_000 } else { 12_500 };

static MILLIS: AtomicU32 = AtomicU32::new(0);

pub(super) fn start() {
    // SAFETY: nothing else uses the timer.
    let mut timer = unsafe { Peripherals::steal() }.SYST;
    timer.set_clock_source(SystClkSource::Core);
    timer.set_reload(CYCLES_PER_MS - 1);
    timer.clear_current();
    timer.enable_counter();
    timer.enable_interrupt();
}

pub(super) fn ticks() -> u32 {
    MILLIS.load(Ordering::Relaxed)
}

pub(super) fn sleep() {
    wfi();
}

#[cortex_m_rt::exception]
fn SysTick() {
    MILLIS.store(MILLIS.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
}
