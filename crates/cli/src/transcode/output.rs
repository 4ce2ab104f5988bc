//! Output.

use super::arguments::Arguments;
use super::message::Message;
use crate::indent::indent;
use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, BufWriter, StdoutLock, Write};
use vitalwire::{DecodeError, DecodeErrorKind, Decoder, SyntaxErrorKind};

pub struct Output<'a> {
    arguments: &'a Arguments,
    message: &'static Message,
    out: BufWriter<StdoutLock<'static>>,
    /// The encoding of the document being printed.
    json: Vec<u8>,
    /// The number of documents, including empty lines.
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

    /// Prints the document's encoding, or the error in it; nothing for an empty line.
    pub fn print(&mut self, document: &[u8]) -> io::Result<()> {
        self.documents += 1;
        let is_line = !self.arguments.whole;
        if is_line && document.iter().all(|byte| b" \t\r".contains(byte)) {
            return Ok(());
        }
        let decoder = Decoder::new(document);
        let decoder = if self.arguments.deny_unknown { decoder.deny_unknown() } else { decoder };
        self.json.clear();
        let outcome = self.message.transcode(decoder, &mut self.json);

        self.has_rejected |= outcome.is_err();
        match &outcome {
            Err(error) => write!(self.out, "error: {}", Described { error: &**error, document, is_line })?,
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

/// An error with the path to it, and what helps.
struct Described<'a> {
    error: &'a (dyn Error + 'static),
    document: &'a [u8],
    is_line: bool,
}

impl Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = match self.error.downcast_ref::<DecodeError>() {
            // A path of 128 steps tells nobody anything.
            Some(error) if error.kind != DecodeErrorKind::Syntax(SyntaxErrorKind::TooDeep) => error,
            _ => return Display::fmt(self.error, f),
        };
        let mut path = error.path(self.document).to_string();
        // The path to what is missing ends with the object that lacks it.
        if let Some(field) = error.field
            && (path.is_empty() || error.kind == DecodeErrorKind::Missing)
        {
            if !path.is_empty() {
                path.push('.');
            }
            path += field;
        }
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        write!(f, "{}, at byte {}", error.kind, error.offset)?;
        if self.is_line && error.kind == DecodeErrorKind::Syntax(SyntaxErrorKind::UnexpectedEnd) {
            write!(f, " (--whole reads a message in several lines)")?;
        }
        Ok(())
    }
}
