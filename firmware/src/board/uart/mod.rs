//! A board's first UART, without interrupts: what it receives has to be read before its FIFO is full.

#[cfg(machine = "mps2-an386")]
#[path = "cmsdk.rs"]
mod machine;
#[cfg(not(target_os = "none"))]
#[path = "host.rs"]
mod machine;
#[cfg(machine = "virt")]
#[path = "ns16550.rs"]
mod machine;
#[cfg(machine = "microbit")]
#[path = "nrf51.rs"]
mod machine;
#[cfg(machine = "lm3s6965evb")]
#[path = "pl011.rs"]
mod machine;

pub use machine::{read, start, write};

#[cfg(all(target_os = "none", not(machine = "virt")))]
mod register {
    pub(super) fn read(address: usize) -> u32 {
        // SAFETY: the registers of a UART can be read at any time.
        unsafe { (address as *const u32).read_volatile() }
    }

    pub(super) fn write(address: usize, value: u32) {
        // SAFETY: nothing else uses the UART.
        unsafe { (address as *mut u32).write_volatile(value) }
    }
}
