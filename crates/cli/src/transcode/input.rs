//! Input: one document per line, or one in all.

use std::io::{self, BufRead, BufReader, Read, StdinLock};

const BUFFER: usize = 1 << 16;

pub struct Input {
    reader: BufReader<StdinLock<'static>>,
    /// Whether all of the input is one document that hasn't been read yet.
    is_whole: bool,
    document: Vec<u8>,
}

impl Input {
    pub fn new(is_whole: bool) -> Self {
        Self { reader: BufReader::with_capacity(BUFFER, io::stdin().lock()), is_whole, document: Vec::new() }
    }

    /// Returns the next document, without the line break after it.
    pub fn next_document(&mut self) -> io::Result<Option<&[u8]>> {
        self.document.clear();
        if self.is_whole {
            self.is_whole = false;
            self.reader.read_to_end(&mut self.document)?;
            return Ok(Some(&self.document));
        }
        let taken = self.reader.read_until(b'\n', &mut self.document)?;
        if self.document.ends_with(b"\n") {
            self.document.pop();
        }
        Ok((taken > 0).then_some(&self.document))
    }

    /// Returns whether the next document hasn't arrived yet.
    pub fn is_empty(&self) -> bool {
        self.reader.buffer().is_empty()
    }
}
