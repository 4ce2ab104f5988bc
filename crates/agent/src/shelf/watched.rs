//! The flash, as the queue sees it.

use embedded_storage_async::nor_flash::{ErrorType, MultiwriteNorFlash, NorFlash, ReadNorFlash};

/// A flash that knows where the queue has read and written, compares what it has written, and can hide all pages but
/// one.
///
/// The queue doesn't say where an item is, and looks at one page only if there's no other. Both are needed to repair
/// it.
pub(super) struct Watched<F> {
    pub(super) flash: F,
    /// The address of the only page that is to be seen. It is seen at 0, with a blank one after it: of a page in use
    /// that is alone, the queue thinks it's corrupt.
    pub(super) only: Option<u32>,
    /// Where the last read began: that of an item's header, if the item's data weren't read.
    pub(super) last_read: u32,
    /// Where the last write began.
    pub(super) last_write: Option<u32>,
    /// Whether the flash has read differently from what was written.
    pub(super) is_wrong: bool,
}

/// How much is compared at once.
const PIECE: usize = 32;

impl<F: NorFlash> Watched<F> {
    pub(super) const fn new(flash: F) -> Self {
        Self { flash, only: None, last_read: 0, last_write: None, is_wrong: false }
    }

    /// Returns the address in the flash, unless it's in the blank page.
    fn address(&self, offset: u32) -> Option<u32> {
        match self.only {
            None => Some(offset),
            Some(page) => (offset < F::ERASE_SIZE as u32).then(|| page.wrapping_add(offset)),
        }
    }
}

impl<F: ErrorType> ErrorType for Watched<F> {
    type Error = F::Error;
}

impl<F: NorFlash> ReadNorFlash for Watched<F> {
    const READ_SIZE: usize = F::READ_SIZE;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), F::Error> {
        let Some(address) = self.address(offset) else {
            bytes.fill(0xFF);
            return Ok(());
        };
        self.last_read = address;
        self.flash.read(address, bytes).await
    }

    fn capacity(&self) -> usize {
        self.flash.capacity()
    }
}

impl<F: NorFlash> NorFlash for Watched<F> {
    const WRITE_SIZE: usize = F::WRITE_SIZE;
    const ERASE_SIZE: usize = F::ERASE_SIZE;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), F::Error> {
        // Whoever looks at one page only looks, and removes items.
        if self.only.is_some() { Ok(()) } else { self.flash.erase(from, to).await }
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), F::Error> {
        let Some(address) = self.address(offset) else { return Ok(()) };
        self.last_write = Some(address);
        self.flash.write(address, bytes).await?;

        // What's written twice has fewer ones the second time, and otherwise the same bits: it reads as it was written.
        let (mut address, mut buffer) = (address, [0; PIECE]);
        for piece in bytes.chunks(PIECE) {
            let Some(read) = buffer.get_mut(..piece.len()) else { break };
            self.flash.read(address, read).await?;
            self.is_wrong |= read != piece;
            address = address.wrapping_add(PIECE as u32);
        }
        Ok(())
    }
}

impl<F: MultiwriteNorFlash> MultiwriteNorFlash for Watched<F> {}
