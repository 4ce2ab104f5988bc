//! Cortex-M.

pub use cortex_m_rt::entry;

/// Returns the instructions of `work`: the average over as many runs as make a fraction of a tick whole. Returns `None` on the
/// lm3s6965evb, whose clock is different.
pub(crate) fn count(work: &mut dyn FnMut()) -> Option<u32> {
    if cfg!(machine = "mps2-an386") {
        Some(systick::count(work))
    } else if cfg!(machine = "microbit") {
        Some(timer::count(work))
    } else {
        None
    }
}

/// The core's own timer.
mod systick {
    use cortex_m::Peripherals;
    use cortex_m::peripheral::SYST;
    use cortex_m::peripheral::syst::SystClkSource;

    /// mps2-an386 has a clock of 25 MHz, and an instruction lasts 1 ns.
    const INSTRUCTIONS_PER_TICK: u32 = 40;

    pub(super) fn count(work: &mut dyn FnMut()) -> u32 {
        const END: u32 = 0xFF_FFFF;

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
        start.wrapping_sub(SYST::get_current()) & END
    }
}

/// TIMER0 of the nRF51: the microbit emulated by QEMU has no SysTick.
mod timer {
    /// The timer has a clock of 16 MHz: two ticks last as long as 125 instructions.
    const INSTRUCTIONS_PER_TWO_TICKS: u32 = 125;

    const BASE: usize = 0x4000_8000;
    const START: usize = BASE;
    const CLEAR: usize = BASE + 0x00C;
    const CAPTURE: usize = BASE + 0x040;
    const BITMODE: usize = BASE + 0x508;
    const PRESCALER: usize = BASE + 0x510;
    const CAPTURED: usize = BASE + 0x540;

    /// Of `BITMODE`.
    const BITS_32: u32 = 3;

    pub(super) fn count(work: &mut dyn FnMut()) -> u32 {
        write(BITMODE, BITS_32);
        write(PRESCALER, 0);
        write(CLEAR, 1);
        write(START, 1);
        let start = ticks();
        for _ in 0..INSTRUCTIONS_PER_TWO_TICKS {
            work();
        }
        ticks().wrapping_sub(start) / 2
    }

    fn ticks() -> u32 {
        write(CAPTURE, 1);
        // SAFETY: this register of the machine can be read at any time.
        unsafe { (CAPTURED as *const u32).read_volatile() }
    }

    fn write(register: usize, value: u32) {
        // SAFETY: nothing else uses the timer.
        unsafe { (register as *mut u32).write_volatile(value) }
    }
}

#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    cortex_m::register::msp::read() as usize
}

#[cortex_m_rt::exception]
unsafe fn HardFault(_: &cortex_m_rt::ExceptionFrame) -> ! {
    super::exit(false)
}
