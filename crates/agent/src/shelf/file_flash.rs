//! A flash in a file.

use core::fmt;
use embedded_storage_async::nor_flash::{
    ErrorType, MultiwriteNorFlash, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// A flash in a file, for a [`Shelf`](super::Shelf) on Linux and other systems like it: pages of 4096 bytes, words of
/// 8.
///
/// Only one of them can have the file open: it has an exclusive lock until it's dropped, or its process ends.
///
/// Each write and each erasure is on the disk (`fdatasync`) before the next one begins. So what the disk has after a
/// power cut is what it was at some moment, but for the blocks that were being written: the same as with a flash.
/// That's as true as the disk and its file system make it; some disks say that they have stored what they haven't, and
/// a file system in the network may know no locks.
///
/// Its futures never wait: they block, and are ready when they are first polled. So any executor will do, but another
/// task doesn't run meanwhile.
///
/// ```
/// use vitalwire_agent::shelf::FileFlash;
///
/// let path = std::env::temp_dir().join("flash of vitalwire-agent's docs");
/// # let _none = std::fs::remove_file(&path);
/// let flash = FileFlash::open(&path, 2)?; // is created, with two pages
/// assert_eq!(std::fs::read(&path)?, [0xFF; 8192]);
/// assert!(FileFlash::open(&path, 2).is_err()); // is open
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct FileFlash {
    file: File,
    len: u32,
}

/// An error of a [`FileFlash`]: that of the file, or a request that isn't within it, or isn't of whole words or pages.
#[derive(Debug)]
pub struct FileFlashError(pub io::Error);

const PAGE: usize = FileFlash::PAGE as usize;
const WORD: usize = 8;

impl FileFlash {
    /// The length of a page, in bytes.
    pub const PAGE: u32 = 4096;

    /// Opens a file of so many pages, and creates it if there is none.
    ///
    /// # Errors
    /// The file's error. [`WouldBlock`](io::ErrorKind::WouldBlock) if something else has it open, and
    /// [`InvalidData`](io::ErrorKind::InvalidData) if it has another length. A shelf can't grow or shrink: empty it,
    /// and remove the file.
    pub fn open(path: impl AsRef<Path>, pages: u16) -> io::Result<Self> {
        let path = path.as_ref();
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        #[allow(clippy::incompatible_msrv, reason = "the queue needs Rust 1.89, too")]
        file.try_lock()?;
        let len = u32::from(pages) * PAGE as u32;
        let flash = Self { file, len };
        let present = flash.file.metadata()?.len();
        if present != u64::from(len) {
            if present > u64::from(len) || !flash.is_blank(present)? {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the file has another number of pages"));
            }
            // It's new, or its creation was cut.
            flash.fill(present as u32, len)?;
            flash.file.sync_all()?;
            // Its name has to be on the disk, too.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        }
        Ok(flash)
    }

    fn is_blank(&self, len: u64) -> io::Result<bool> {
        let (mut offset, mut buffer) = (0, [0; PAGE]);
        while offset < len {
            let piece = buffer.get_mut(..(len - offset).min(PAGE as u64) as usize).unwrap_or_default();
            self.file.read_exact_at(piece, offset)?;
            if piece.iter().any(|&byte| byte != 0xFF) {
                return Ok(false);
            }
            offset += PAGE as u64;
        }
        Ok(true)
    }

    fn fill(&self, from: u32, to: u32) -> io::Result<()> {
        let mut offset = from;
        while offset < to {
            let len = (to - offset).min(PAGE as u32);
            self.file.write_all_at([0xFF; PAGE].get(..len as usize).unwrap_or_default(), offset.into())?;
            offset += len;
        }
        Ok(())
    }

    /// Checks that a request is within the file, and of whole units.
    fn check(&self, from: u32, len: usize, unit: usize) -> Result<(), FileFlashError> {
        let is_within = usize::try_from(self.len)
            .is_ok_and(|end| usize::try_from(from).is_ok_and(|from| from.checked_add(len).is_some_and(|to| to <= end)));
        let is_whole = (from as usize).is_multiple_of(unit) && len.is_multiple_of(unit);
        if is_within && is_whole {
            return Ok(());
        }
        Err(FileFlashError(io::Error::from(io::ErrorKind::InvalidInput)))
    }

    /// Only clears bits, as a flash does.
    fn clear(&self, offset: u32, bytes: &[u8]) -> io::Result<()> {
        let (mut offset, mut old) = (u64::from(offset), [0; PAGE]);
        for piece in bytes.chunks(PAGE) {
            let Some(old) = old.get_mut(..piece.len()) else { break };
            self.file.read_exact_at(old, offset)?;
            old.iter_mut().zip(piece).for_each(|(old, new)| *old &= new);
            self.file.write_all_at(old, offset)?;
            offset += PAGE as u64;
        }
        self.file.sync_data()
    }
}

impl ErrorType for FileFlash {
    type Error = FileFlashError;
}

impl ReadNorFlash for FileFlash {
    const READ_SIZE: usize = 1;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), FileFlashError> {
        self.check(offset, bytes.len(), Self::READ_SIZE)?;
        self.file.read_exact_at(bytes, offset.into()).map_err(FileFlashError)
    }

    fn capacity(&self) -> usize {
        self.len as usize
    }
}

impl NorFlash for FileFlash {
    const WRITE_SIZE: usize = WORD;
    const ERASE_SIZE: usize = PAGE;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), FileFlashError> {
        self.check(from, to.saturating_sub(from) as usize, PAGE)?;
        self.fill(from, to).and_then(|()| self.file.sync_data()).map_err(FileFlashError)
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), FileFlashError> {
        self.check(offset, bytes.len(), WORD)?;
        self.clear(offset, bytes).map_err(FileFlashError)
    }
}

impl MultiwriteNorFlash for FileFlash {}

impl fmt::Display for FileFlashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl core::error::Error for FileFlashError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl NorFlashError for FileFlashError {
    fn kind(&self) -> NorFlashErrorKind {
        match self.0.kind() {
            io::ErrorKind::InvalidInput => NorFlashErrorKind::OutOfBounds,
            _ => NorFlashErrorKind::Other,
        }
    }
}
