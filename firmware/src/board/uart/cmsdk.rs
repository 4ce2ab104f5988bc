//! The first UART of the MPS2, a CMSDK APB UART, at 9600 bits a second: it has no FIFO, and a byte lasts 1 ms.

use super::register::{read as get, write as set};

const BASE: usize = 0x4000_4000;
const DATA: usize = BASE;
const STATE: usize = BASE + 0x004;
const CTRL: usize = BASE + 0x008;
const BAUDDIV: usize = BASE + 0x010;

/// Of `STATE`.
const TX_FULL: u32 = 1;
const RX_FULL: u32 = 1 << 1;

pub fn start() {
    // 25 MHz / 9600.
    set(BAUDDIV, 2604);
    // Enabled, both ways.
    set(CTRL, 3);
}

pub fn write(byte: u8) {
    while get(STATE) & TX_FULL != 0 {}
    set(DATA, byte.into());
}

pub fn read() -> Option<u8> {
    (get(STATE) & RX_FULL != 0).then(|| get(DATA) as u8)
}
