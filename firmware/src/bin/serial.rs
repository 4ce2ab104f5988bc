//! A worker on the board's UART. At its other end is `vitalwire bridge`:
//!
//! ```sh
//! qemu-system-arm -machine microbit -display none -semihosting-config enable=on,target=native \
//!     -serial tcp:127.0.0.1:4321,server=on,wait=on -kernel target/thumbv6m-none-eabi/release/serial &
//! vitalwire bridge --device tcp:127.0.0.1:4321 --endpoint http://127.0.0.1:8080
//! ```

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::ops::ControlFlow;
use core::time::Duration;
use firmware::board::clock::Clock;
#[cfg(target_os = "none")]
use firmware::board::reset::{self, Reason};
use firmware::board::uart;
use firmware::worker::{Port, Start, print_outcome, run};
use firmware::{Failure, image};
use vitalwire_agent::Instant;

image!(serial, firmware::run);

fn serial() -> Result<(), Failure> {
    uart::start();
    run(&mut Board(Clock::start()), start())
}

#[cfg(target_os = "none")]
fn start() -> Start {
    let reason = match reset::reason() {
        Reason::PowerOn => "POWER_ON",
        Reason::Reset => "RESET",
    };
    Start { reason, boot: reset::count_start() }
}

/// A process has no reset, and nothing to keep a number in.
#[cfg(not(target_os = "none"))]
fn start() -> Start {
    Start { reason: "PROCESS", boot: None }
}

struct Board(Clock);

impl Port for Board {
    fn now(&mut self) -> Instant {
        Instant::from_millis(self.0.millis())
    }

    fn sleep(&mut self, _: Instant) {
        self.0.sleep();
    }

    fn write(&mut self, byte: u8) {
        uart::write(byte);
    }

    fn read(&mut self) -> Option<u8> {
        uart::read()
    }

    fn exchanged(&mut self, is_accepted: bool, interval: Duration) -> ControlFlow<()> {
        // The output of a process is its UART.
        if cfg!(target_os = "none") {
            print_outcome(is_accepted, interval);
        }
        ControlFlow::Continue(())
    }
}
