//! Output.

use super::arguments::Arguments;
use super::message::Message;
use crate::indent::indent;
use std::io::{self, BufWriter, StdoutLock, Write};
use vitalwire::Decoder;

pub struct Output<'a> {
    arguments: &'a Arguments,
    message: &'static Message,
    out: BufWriter<StdoutLock<'static>>,
    /// The encoding of the document being printed.
    json: Vec<u8>,
    documents: usize,
    has_rejected: bool,
}

impl<'a> Output<'a> {
    pub fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            message: arguments.message(),
            out: BufWriter::new(io::stdout().lock()),
            json: Vec::new(),
            documents: 0,
            has_rejected: false,
        }
    }

    /// Prints the document's encoding, or the error in it.
    pub fn print(&mut self, document: &[u8]) -> io::Result<()> {
        let decoder = Decoder::new(document);
        let decoder = if self.arguments.deny_unknown { decoder.deny_unknown() } else { decoder };
        self.json.clear();
        let outcome = self.message.transcode(decoder, &mut self.json);

        self.documents += 1;
        self.has_rejected |= outcome.is_err();
        match &outcome {
            Err(error) => write!(self.out, "error: {error}")?,
            Ok(()) if self.arguments.pretty => indent(&self.json, &mut self.out)?,
            Ok(()) => self.out.write_all(&self.json)?,
        }
        self.out.write_all(b"\n")?;
        if self.arguments.stats { self.print_stats(document.len(), outcome.is_ok()) } else { Ok(()) }
    }

    fn print_stats(&mut self, read: usize, is_accepted: bool) -> io::Result<()> {
        // On a terminal, the line comes before its statistics.
        self.flush()?;
        let mut err = BufWriter::new(io::stderr().lock());
        if self.arguments.whole {
            write!(err, "input: ")?;
        } else {
            write!(err, "line {}: ", self.documents)?;
        }
        if is_accepted {
            write!(err, "{} bytes ({read} read)", self.json.len())?;
        } else {
            write!(err, "rejected ({read} read)")?;
        }
        if let Some(max_len) = self.message.max_len {
            write!(err, ", at most {max_len}")?;
        }
        writeln!(err)?;
        err.flush()
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub fn has_rejected(&self) -> bool {
        self.has_rejected
    }
}
