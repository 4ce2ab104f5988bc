//! What a board knows of its resets: why it was started, and how often.

use core::mem::MaybeUninit;
use semihosting::fs::{self, File};
use semihosting::io::Read;

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
    // SAFETY: any contents are two numbers, and nothing else uses them. It's volatile, since the compiler doesn't know that
    // they were written before.
    let before = unsafe { mark.read_volatile() };
    // SAFETY: as above.
    unsafe { mark.write_volatile(STARTED) };
    if before == STARTED { Reason::Reset } else { Reason::PowerOn }
}

/// Counts a start, and returns how many there have been, or `None` if that can't be stored: then the number might come again,
/// and a receiver would take what is new for old.
///
/// It's kept in a file of the emulator's, in place of a page of flash: only two of the four machines have flash that can be
/// written, and none keeps it when the emulator ends. As in flash, the number that was there stays until the new one is.
pub fn count_start() -> Option<u32> {
    let starts = match File::open(c"starts") {
        Ok(mut file) => {
            let mut bytes = [0; 4];
            // A part of a number isn't one.
            if !matches!(file.read(&mut bytes), Ok(4)) {
                return None;
            }
            u32::from_le_bytes(bytes).checked_add(1)?
        }
        Err(_) => 1,
    };
    fs::write(c"starts.new", starts.to_le_bytes()).and_then(|()| fs::rename(c"starts.new", c"starts")).ok()?;
    Some(starts)
}
