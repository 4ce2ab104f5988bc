//! The first UART of the LM3S6965, a PL011, at 38,400 bits a second: its FIFO of 16 bytes lasts 4 ms.

use super::register::{read as get, write as set};

/// The clock gate of the UART.
const RCGC1: usize = 0x400F_E104;

const BASE: usize = 0x4000_C000;
const DR: usize = BASE;
const FR: usize = BASE + 0x018;
const IBRD: usize = BASE + 0x024;
const FBRD: usize = BASE + 0x028;
const LCRH: usize = BASE + 0x02C;
const CTL: usize = BASE + 0x030;

/// Of `FR`.
const RX_EMPTY: u32 = 1 << 4;
const TX_FULL: u32 = 1 << 5;

pub fn start() {
    set(RCGC1, get(RCGC1) | 1);
    // 12.5 MHz / (16 · 38,400) = 20 + 22/64.
    set(IBRD, 20);
    set(FBRD, 22);
    // 8 bits, with FIFO.
    set(LCRH, 0x70);
    // Enabled, both ways.
    set(CTL, 0x301);
}

pub fn write(byte: u8) {
    while get(FR) & TX_FULL != 0 {}
    set(DR, byte.into());
}

pub fn read() -> Option<u8> {
    (get(FR) & RX_EMPTY == 0).then(|| get(DR) as u8)
}
