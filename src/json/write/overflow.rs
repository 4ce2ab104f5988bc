//! Destinations for bytes that don't fit into a writer's buffer.

/// Accepts bytes that don't fit. Implementations that a program doesn't use aren't linked.
pub(super) trait Overflow {
    /// Accepts bytes that follow the first `len` bytes of the buffer.
    fn write(&mut self, buffer: &mut [u8], len: &mut usize, bytes: &[u8]);

    /// Whether all further bytes would be dropped.
    fn is_full(&self) -> bool;
}

/// Fills a window with what overflows an empty buffer.
pub(super) struct Window<'a> {
    /// The offset of the window's first byte.
    offset: usize,
    window: &'a mut [u8],
    len: usize,
}

impl<'a> Window<'a> {
    pub(super) fn new(offset: usize, window: &'a mut [u8]) -> Self {
        Self { offset, window, len: 0 }
    }

    /// The part that was filled.
    pub(super) fn filled(self) -> &'a [u8] {
        self.window.get(..self.len).unwrap_or_default()
    }
}

impl Overflow for Window<'_> {
    fn write(&mut self, _: &mut [u8], len: &mut usize, bytes: &[u8]) {
        let inside = bytes.get(self.offset.saturating_sub(*len)..).unwrap_or_default();
        for (place, &byte) in self.window.iter_mut().skip(self.len).zip(inside) {
            *place = byte;
            self.len += 1;
        }
        *len = len.saturating_add(bytes.len());
    }

    fn is_full(&self) -> bool {
        self.len == self.window.len()
    }
}

/// Passes the full buffer to `sink` and fills it again, until `sink` returns `false`. If the buffer is empty, bytes
/// are passed on directly.
pub(super) struct Drain<'a> {
    sink: &'a mut dyn FnMut(&[u8]) -> bool,
    is_stopped: bool,
}

impl<'a> Drain<'a> {
    pub(super) fn new(sink: &'a mut dyn FnMut(&[u8]) -> bool) -> Self {
        Self { sink, is_stopped: false }
    }

    pub(super) fn flush(&mut self, bytes: &[u8]) {
        self.is_stopped = self.is_stopped || !(self.sink)(bytes);
    }
}

impl Overflow for Drain<'_> {
    fn write(&mut self, buffer: &mut [u8], len: &mut usize, mut bytes: &[u8]) {
        if buffer.is_empty() {
            return self.flush(bytes);
        }
        loop {
            let free = buffer.get_mut(*len..).unwrap_or_default();
            let (fitting, rest) = bytes.split_at_checked(free.len()).unwrap_or((bytes, &[]));
            for (place, &byte) in free.iter_mut().zip(fitting) {
                *place = byte;
            }
            *len += fitting.len();
            if *len < buffer.len() {
                return;
            }
            self.flush(buffer);
            *len = 0;
            bytes = rest;
        }
    }

    fn is_full(&self) -> bool {
        self.is_stopped
    }
}
