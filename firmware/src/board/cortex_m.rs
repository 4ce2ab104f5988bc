//! Cortex-M.

use cortex_m::Peripherals;
use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;

pub use cortex_m_rt::entry;

/// mps2-an386 has a clock of 25 MHz, and an instruction lasts 1 ns.
const INSTRUCTIONS_PER_TICK: u32 = 40;

/// Returns the instructions of `work`: the average over as many runs as a tick has instructions. Returns `None` on the
/// microbit's Cortex-M0, which has no SysTick, and on the lm3s6965evb, whose clock is different.
pub(crate) fn count(work: &mut dyn FnMut()) -> Option<u32> {
    const END: u32 = 0xFF_FFFF;

    if !cfg!(target_abi = "eabihf") {
        return None;
    }
    // SAFETY: nothing else uses the timer.
    let mut timer = unsafe { Peripherals::steal() }.SYST;
    timer.set_clock_source(SystClkSource::Core);
    timer.set_reload(END);
    timer.clear_current();
    timer.enable_counter();
    let start = SYST::get_current();
    for _ in 0..INSTRUCTIONS_PER_TICK {
        work();
    }
    Some(start.wrapping_sub(SYST::get_current()) & END)
}

#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    cortex_m::register::msp::read() as usize
}

#[cortex_m_rt::exception]
unsafe fn HardFault(_: &cortex_m_rt::ExceptionFrame) -> ! {
    super::exit(false)
}
