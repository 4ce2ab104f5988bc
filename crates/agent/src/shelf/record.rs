//! How a message is stored.
//!
//! | bytes | |
//! | --- | --- |
//! | 1 | `0xA1`: the format, of which this is the first version |
//! | 1 | the rank: 0 for a farewell, 1 for an event; and 128 if the text ends with a time that isn't known |
//! | 4 | the boot, little-endian |
//! | 4 | the id, little-endian |
//! | | the text |

use super::ShelfRank;
use crate::outbox::Stored;

/// What is stored of a message.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) rank: ShelfRank,
    pub(super) boot: u32,
    pub(super) id: u32,
    pub(super) text: &'a [u8],
    pub(super) is_timeless: bool,
}

/// The length of what is before the text.
pub(super) const HEADER: usize = 10;

const FORMAT: u8 = 0xA1;
const TIMELESS: u8 = 0x80;

impl<'a> Record<'a> {
    /// Returns `None` if this isn't one, or of another version.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let (&[FORMAT, marks, boot0, boot1, boot2, boot3, id0, id1, id2, id3], text) =
            bytes.split_first_chunk::<HEADER>()?
        else {
            return None;
        };
        let rank = match marks & !TIMELESS {
            0 => ShelfRank::Farewell,
            1 => ShelfRank::Event,
            _ => return None,
        };
        let (boot, id) = (u32::from_le_bytes([boot0, boot1, boot2, boot3]), u32::from_le_bytes([id0, id1, id2, id3]));
        let is_timeless = marks & TIMELESS != 0;
        matches!(text, [b'{', .., b'}']).then_some(Self { rank, boot, id, text, is_timeless })
    }

    /// Writes the header to the start of a buffer.
    pub(super) fn write_header(rank: ShelfRank, boot: u32, id: u32, is_timeless: bool, buffer: &mut [u8]) {
        let rank = match rank {
            ShelfRank::Farewell => 0,
            ShelfRank::Event => 1,
        };
        let marks = [FORMAT, if is_timeless { rank | TIMELESS } else { rank }];
        let header = marks.into_iter().chain(boot.to_le_bytes()).chain(id.to_le_bytes());
        buffer.iter_mut().zip(header).for_each(|(space, byte)| *space = byte);
    }

    /// Returns what the outbox has to know; `boot` is the present one.
    pub(super) fn stored(&self, boot: u32) -> Stored<'a> {
        let Self { rank, boot: stored, id, text, is_timeless } = *self;
        Stored { boot: stored, id, rank: rank.into(), text, is_timeless, is_of_earlier_boot: self.boot != boot }
    }
}
