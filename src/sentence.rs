//! Compile errors that say more than a literal can.

/// A sentence that is made at compile time. What doesn't fit is left out.
pub(crate) struct Sentence {
    bytes: [u8; 256],
    len: usize,
}

#[allow(clippy::indexing_slicing, clippy::panic, reason = "it's evaluated only at compile time")]
impl Sentence {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; 256], len: 0 }
    }

    /// Adds a text, if it fits.
    pub(crate) const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() && text.len() - at <= self.bytes.len() - self.len {
            self.bytes[self.len] = text[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    /// Adds a number.
    pub(crate) const fn number(self, number: usize) -> Self {
        let sentence = if number >= 10 { self.number(number / 10) } else { self };
        let digit = [b'0' + (number % 10) as u8];
        match core::str::from_utf8(&digit) {
            Ok(digit) => sentence.text(digit),
            Err(_) => sentence,
        }
    }

    /// Fails the compilation with the sentence.
    #[track_caller]
    pub(crate) const fn fail(&self) -> ! {
        let (sentence, _) = self.bytes.split_at(self.len);
        match core::str::from_utf8(sentence) {
            Ok(sentence) => panic!("{}", sentence),
            Err(_) => panic!(),
        }
    }
}
