//! What a board knows of its resets: why it was started, and how often.

use core::mem::MaybeUninit;
use semihosting::fd::AsFd;
use semihosting::sys::arm_compat::{OpenMode, sys_flen, sys_open, sys_seek, sys_write_orig};

/// Why the board was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    PowerOn,
    /// A reset, in which RAM keeps its contents.
    Reset,
}

/// Memory that isn't initialized: what it had before a reset is still there, and after power-on it's anything.
#[unsafe(link_section = ".uninit.mark")]
static mut MARK: MaybeUninit<[u32; 2]> = MaybeUninit::uninit();

const STARTED: [u32; 2] = [0x7769_7265, 0x5AFE_B007];

/// Returns why the board was started. Call it once: after that, it was a reset.
///
/// A board has a register that also tells one reset from another. The machines that QEMU emulates have none that does.
pub fn reason() -> Reason {
    let mark = (&raw mut MARK).cast::<[u32; 2]>();
    // SAFETY: any contents are two numbers, and nothing else uses them. It's volatile, since the compiler doesn't know
    // that they were written before.
    let before = unsafe { mark.read_volatile() };
    // SAFETY: as above.
    unsafe { mark.write_volatile(STARTED) };
    if before == STARTED { Reason::Reset } else { Reason::PowerOn }
}

/// Counts a start, and returns how many there have been, or `None` if that can't be stored: then the number might come
/// again, and a receiver would take what is new for old.
///
/// It's the length of a file of the emulator's, in place of a page of flash in which each start clears a bit: only two
/// of the four machines have flash that can be written, and none keeps it when the emulator ends.
pub fn count_start() -> Option<u32> {
    let file = sys_open(c"starts", OpenMode::RDWR_APPEND_BINARY).ok()?;
    let before = sys_flen(file.as_fd()).ok()?;
    // QEMU 7.2 opens the file like this, and then writes to its start.
    // SAFETY: the end of a file is a position in it.
    unsafe { sys_seek(file.as_fd(), before) }.ok()?;
    // The number of bytes that weren't written.
    let left = sys_write_orig(file.as_fd(), b".").ok()?;
    let starts = sys_flen(file.as_fd()).ok()?;
    u32::try_from(starts).ok().filter(|_| left == 0)
}
