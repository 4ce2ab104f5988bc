//! The UART of the nRF51, at 38,400 bits a second: its FIFO of 6 bytes lasts 1.5 ms.

use super::register::{read as get, write as set};

const BASE: usize = 0x4000_2000;
const STARTRX: usize = BASE;
const STARTTX: usize = BASE + 0x008;
const RXDRDY: usize = BASE + 0x108;
const TXDRDY: usize = BASE + 0x11C;
const ENABLE: usize = BASE + 0x500;
const PSELTXD: usize = BASE + 0x50C;
const PSELRXD: usize = BASE + 0x514;
const RXD: usize = BASE + 0x518;
const TXD: usize = BASE + 0x51C;
const BAUDRATE: usize = BASE + 0x524;

pub fn start() {
    // The pins that lead to the interface chip.
    set(PSELTXD, 24);
    set(PSELRXD, 25);
    set(BAUDRATE, 0x009D_5000);
    set(ENABLE, 4);
    set(STARTRX, 1);
    set(STARTTX, 1);
}

pub fn write(byte: u8) {
    set(TXDRDY, 0);
    set(TXD, byte.into());
    while get(TXDRDY) == 0 {}
}

pub fn read() -> Option<u8> {
    if get(RXDRDY) == 0 {
        return None;
    }
    set(RXDRDY, 0);
    Some(get(RXD) as u8)
}
