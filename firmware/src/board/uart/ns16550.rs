//! The UART of QEMU's `virt`, a 16550A, at 38,400 bits a second: its FIFO of 16 bytes lasts 4 ms.

const BASE: usize = 0x1000_0000;
/// Data, or the divisor's low byte.
const DATA: usize = BASE;
/// Or the divisor's high byte.
const INTERRUPTS: usize = BASE + 1;
const FIFO_CONTROL: usize = BASE + 2;
const LINE_CONTROL: usize = BASE + 3;
const LINE_STATUS: usize = BASE + 5;

/// Of `LINE_STATUS`.
const RX_READY: u8 = 1;
const TX_EMPTY: u8 = 1 << 5;

pub fn start() {
    set(INTERRUPTS, 0);
    // The divisor: 3.6864 MHz / (16 · 38,400).
    set(LINE_CONTROL, 0x80);
    set(DATA, 6);
    set(INTERRUPTS, 0);
    // 8 bits.
    set(LINE_CONTROL, 3);
    // Enabled, and empty.
    set(FIFO_CONTROL, 7);
}

pub fn write(byte: u8) {
    while get(LINE_STATUS) & TX_EMPTY == 0 {}
    set(DATA, byte);
}

pub fn read() -> Option<u8> {
    (get(LINE_STATUS) & RX_READY != 0).then(|| get(DATA))
}

fn get(address: usize) -> u8 {
    // SAFETY: the registers of a UART can be read at any time.
    unsafe { (address as *const u8).read_volatile() }
}

fn set(address: usize, value: u8) {
    // SAFETY: nothing else uses the UART.
    unsafe { (address as *mut u8).write_volatile(value) }
}
