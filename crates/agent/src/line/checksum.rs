//! The checksum of a line.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, NoTable};

/// Without a table of 1 KB: a byte takes a UART longer than its eight steps take here.
static CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// How many digits it has.
pub(super) const LEN: usize = 8;

#[derive(Clone)]
pub(super) struct Checksum(Digest<'static, u32, NoTable>);

impl Checksum {
    pub(super) const fn new() -> Self {
        Self(CRC.digest())
    }

    #[inline(never)] // Used in several places.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(super) fn number(&self) -> u32 {
        self.0.clone().finalize()
    }

    pub(super) fn digits(&self) -> [u8; LEN] {
        let mut number = self.number();
        [(); LEN].map(|()| {
            number = number.rotate_left(4);
            let digit = (number & 0xF) as u8;
            if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }
        })
    }
}
