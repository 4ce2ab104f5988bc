//! A NOR flash in memory whose power can be cut.

use crate::Random;
use embedded_storage_async::nor_flash::{
    ErrorType, MultiwriteNorFlash, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};
use std::cell::Cell;
use std::future::poll_fn;
use std::ops::Range;
use std::rc::Rc;
use std::task::Poll;

/// A flash of pages of `PAGE` bytes, which is read in units of `READ` bytes and written in words of `WORD`.
#[derive(Clone)]
pub struct Flash<const READ: usize, const WORD: usize, const PAGE: usize> {
    pub bytes: Vec<u8>,
    /// How often each page was erased.
    pub erases: Vec<u32>,
    /// How often any page was erased, for whoever doesn't have the flash now. Clones share it: only differences say
    /// something.
    pub erased: Rc<Cell<u64>>,
    pub reads: u64,
    /// How many words were written.
    pub words: u64,
    /// How many operations there were before each erasure.
    pub before_erases: Vec<u64>,
    /// How many words and pages may be written and erased before the power is cut in the middle of one.
    pub cut_after: Option<u64>,
    /// What is left of that one, and of what is cancelled.
    pub tear: Tear,
    /// What was cut.
    pub cut: Option<Cut>,
    /// A byte of which all bits are always 1.
    pub stuck: Option<usize>,
    /// Whether each word and erasure takes a while, during which a future can be dropped.
    pub is_slow: bool,
    random: Random,
}

/// What a cut leaves, of a word and of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tear {
    pub word: WordTear,
    pub erase: EraseTear,
}

/// What a cut leaves of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordTear {
    /// What was there before.
    Nothing,
    All,
    /// Each bit that was to be cleared is, or isn't.
    RandomBits,
}

/// What a cut leaves of a page that was being erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EraseTear {
    /// What was there before.
    Nothing,
    All,
    FirstHalf,
    LastHalf,
    FirstWord,
    AllButFirstWord,
    LastWord,
    AllButLastWord,
    /// Each word is erased, or isn't.
    RandomWords,
    /// Each bit is erased, or isn't.
    RandomBits,
    /// All bits are cleared first.
    Zeros,
    /// Nothing is as it was.
    Garbage,
}

impl WordTear {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::All, Self::RandomBits];
}

impl EraseTear {
    pub const ALL: [Self; 12] = [
        Self::Nothing,
        Self::All,
        Self::FirstHalf,
        Self::LastHalf,
        Self::FirstWord,
        Self::AllButFirstWord,
        Self::LastWord,
        Self::AllButLastWord,
        Self::RandomWords,
        Self::RandomBits,
        Self::Zeros,
        Self::Garbage,
    ];
}

impl Tear {
    pub const NOTHING: Self = Self { word: WordTear::Nothing, erase: EraseTear::Nothing };
}

/// What was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Word,
    Erase,
}

/// The power is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Off;

impl NorFlashError for Off {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> Flash<READ, WORD, PAGE> {
    /// Creates a flash that is erased.
    pub fn new(pages: usize) -> Self {
        Self {
            bytes: vec![0xFF; pages * PAGE],
            erases: vec![0; pages],
            erased: Rc::default(),
            reads: 0,
            words: 0,
            before_erases: Vec::new(),
            cut_after: None,
            tear: Tear::NOTHING,
            cut: None,
            stuck: None,
            is_slow: false,
            random: Random::new(1),
        }
    }

    /// All of it.
    pub fn range(&self) -> Range<u32> {
        0..self.bytes.len() as u32
    }

    /// Returns how many words and pages were written and erased.
    pub fn operations(&self) -> u64 {
        self.words + self.erases.iter().map(|&erases| u64::from(erases)).sum::<u64>()
    }

    /// Cuts the power in the middle of the next word or erasure but so many. What is random follows from `seed`.
    pub fn cut_after(&mut self, operations: u64, tear: Tear, seed: u64) {
        (self.cut_after, self.tear, self.random) = (Some(operations), tear, Random::new(seed));
    }

    /// Turns it on again.
    pub fn power_on(&mut self) {
        (self.cut, self.cut_after) = (None, None);
    }

    /// Fills it with random bytes.
    pub fn fill_with_noise(&mut self, seed: u64) {
        self.random = Random::new(seed);
        for index in 0..self.bytes.len() {
            self.bytes[index] = self.random.number() as u8;
        }
    }

    fn check_power(&self) -> Result<(), Off> {
        if self.cut.is_some() { Err(Off) } else { Ok(()) }
    }

    /// Whether the power goes now.
    fn is_last(&mut self, cut: Cut) -> bool {
        let is_last = self.cut_after == Some(0);
        self.cut_after = self.cut_after.map(|operations| operations.saturating_sub(1));
        if is_last {
            self.cut = Some(cut);
        }
        is_last
    }

    fn tear_word(&mut self, offset: usize, word: &[u8]) {
        for (index, &new) in word.iter().enumerate() {
            let kept = match self.tear.word {
                WordTear::Nothing => 0xFF,
                WordTear::All => 0,
                WordTear::RandomBits => self.random.number() as u8,
            };
            self.bytes[offset + index] &= new | kept;
        }
    }

    fn tear_erase(&mut self, offset: usize) {
        let (tear, last) = (self.tear.erase, PAGE - WORD);
        for start in (0..PAGE).step_by(WORD) {
            let is_erased = match tear {
                EraseTear::Nothing | EraseTear::RandomBits | EraseTear::Zeros | EraseTear::Garbage => false,
                EraseTear::All => true,
                EraseTear::FirstHalf => start < PAGE / 2,
                EraseTear::LastHalf => start >= PAGE / 2,
                EraseTear::FirstWord => start == 0,
                EraseTear::AllButFirstWord => start > 0,
                EraseTear::LastWord => start == last,
                EraseTear::AllButLastWord => start < last,
                EraseTear::RandomWords => self.random.number() & 1 == 0,
            };
            for index in offset + start..offset + start + WORD {
                let random = self.random.number() as u8;
                let byte = &mut self.bytes[index];
                match tear {
                    EraseTear::RandomBits => *byte |= random,
                    EraseTear::Zeros => *byte = 0,
                    EraseTear::Garbage => *byte = random,
                    _ if is_erased => *byte = 0xFF,
                    _ => {}
                }
            }
        }
    }
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> ErrorType for Flash<READ, WORD, PAGE> {
    type Error = Off;
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> ReadNorFlash for Flash<READ, WORD, PAGE> {
    const READ_SIZE: usize = READ;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Off> {
        self.check_power()?;
        self.reads += 1;
        let offset = offset as usize;
        assert!(offset.is_multiple_of(READ) && bytes.len().is_multiple_of(READ), "read {offset}, {}", bytes.len());
        bytes.copy_from_slice(&self.bytes[offset..offset + bytes.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.bytes.len()
    }
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> NorFlash for Flash<READ, WORD, PAGE> {
    const WRITE_SIZE: usize = WORD;
    const ERASE_SIZE: usize = PAGE;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), Off> {
        let (from, to) = (from as usize, to as usize);
        assert!(from < to && from.is_multiple_of(PAGE) && to.is_multiple_of(PAGE), "erase {from}..{to}");
        for offset in (from..to).step_by(PAGE) {
            self.check_power()?;
            self.before_erases.push(self.operations());
            self.erases[offset / PAGE] += 1;
            self.erased.set(self.erased.get() + 1);
            let is_last = self.is_last(Cut::Erase);
            if is_last || self.is_slow {
                self.tear_erase(offset);
            }
            if is_last {
                return Err(Off);
            }
            if self.is_slow {
                wait().await;
            }
            self.bytes[offset..offset + PAGE].fill(0xFF);
        }
        Ok(())
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Off> {
        let offset = offset as usize;
        assert!(offset.is_multiple_of(WORD) && bytes.len().is_multiple_of(WORD), "write {offset}, {}", bytes.len());
        for (offset, word) in (offset..).step_by(WORD).zip(bytes.chunks(WORD)) {
            self.check_power()?;
            self.words += 1;
            let is_last = self.is_last(Cut::Word);
            if is_last || self.is_slow {
                self.tear_word(offset, word);
            }
            if is_last {
                return Err(Off);
            }
            if self.is_slow {
                wait().await;
            }
            self.bytes[offset..].iter_mut().zip(word).for_each(|(old, new)| *old &= new);
            if let Some(stuck) = self.stuck {
                self.bytes[stuck] = 0xFF;
            }
        }
        Ok(())
    }
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> MultiwriteNorFlash for Flash<READ, WORD, PAGE> {}

/// Is ready when it's polled the second time.
async fn wait() {
    let mut is_ready = false;
    poll_fn(|_| if std::mem::replace(&mut is_ready, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}
