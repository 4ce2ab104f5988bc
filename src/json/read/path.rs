//! The path to an error.

use super::{Reader, Stop};
use crate::error::DecodeError;
use core::fmt::{self, Display, Formatter, Write};

impl DecodeError {
    /// Returns the path to the error in `input`, which must be what was decoded: the names, indices and keys that lead
    /// to it. It's empty for the outermost value. If a member is missing, it's the path of the object.
    ///
    /// The input is read again each time the path is displayed; a path that isn't displayed costs nothing.
    ///
    /// ```
    /// use vitalwire::Growable;
    /// use vitalwire::dataflow::SendWorkerMessagesRequest;
    ///
    /// let input = br#"{"workerMessages": [{"labels": {"": "", "job id": 1}}]}"#;
    /// let error = vitalwire::decode::<SendWorkerMessagesRequest<Growable>>(input).unwrap_err();
    /// assert_eq!(error.path(input).to_string(), r#"workerMessages[0].labels["job id"]"#);
    /// assert_eq!(error.to_string(), "labels: unexpected number, at byte 50");
    /// ```
    pub fn path<'a>(&self, input: &'a [u8]) -> impl Display + use<'a> {
        Path { input, offset: self.offset }
    }
}

struct Path<'a> {
    input: &'a [u8],
    offset: usize,
}

impl Display for Path<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut reader = Reader::new(self.input);
        let mut is_outermost = true;
        // There may be other values before it.
        reader.next_value();
        while reader.first() != 0 && !reader.leads_to(self.offset) {
            reader.next_value();
        }
        loop {
            let step = match reader.first() {
                _ if reader.offset() >= self.offset => return Ok(()),
                b'{' => reader.member_at(self.offset),
                b'[' => reader.element_at(self.offset),
                _ => return Ok(()),
            };
            match step {
                Ok(Some(Step::Index(index))) => write!(f, "[{index}]")?,
                Ok(Some(Step::Name(name))) => {
                    if !is_outermost {
                        f.write_char('.')?;
                    }
                    f.write_str(name)?;
                }
                Ok(Some(Step::Key(key))) => write!(f, "[{key}]")?,
                Ok(None) | Err(_) => return Ok(()),
            }
            is_outermost = false;
        }
    }
}

enum Step<'de> {
    Index(usize),
    /// A key that could be the name of a field.
    Name(&'de str),
    /// Any other key, as spelled, with its quotes.
    Key(&'de str),
}

impl<'de> Reader<'de> {
    /// Moves to the member of an object that contains `offset`, if there is one: to its value or, if `offset` is in
    /// the key, past the colon.
    fn member_at(&mut self, offset: usize) -> Result<Option<Step<'de>>, Stop> {
        self.open(b'{')?;
        let mut is_first = true;
        while self.has_next(is_first, b'}')? {
            is_first = false;
            let start = self.offset();
            self.string()?;
            let key = self.text_at(start..self.offset());
            self.skip_colon()?;
            if offset < self.offset() || self.leads_to(offset) {
                return Ok((start <= offset).then(|| step(key)));
            }
        }
        Ok(None)
    }

    /// Moves to the element of an array that contains `offset`, if there is one.
    fn element_at(&mut self, offset: usize) -> Result<Option<Step<'de>>, Stop> {
        self.open(b'[')?;
        let mut index = 0;
        while self.has_next(index == 0, b']')? {
            if self.leads_to(offset) {
                return Ok(Some(Step::Index(index)));
            }
            index += 1;
        }
        Ok(None)
    }

    /// Whether the value that is next contains `offset` or isn't JSON, which can't happen before `offset`. Otherwise
    /// the value is skipped.
    fn leads_to(&mut self, offset: usize) -> bool {
        let (start, input) = (self.at.clone(), self.input);
        let is_before = self.skip().is_ok() && self.offset() <= offset;
        if !is_before {
            (self.at, self.input) = (start, input);
        }
        !is_before
    }
}

fn step(key: &str) -> Step<'_> {
    let name = key.get(1..key.len().saturating_sub(1)).unwrap_or_default();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !name.is_empty() && name.bytes().all(is_name) && !name.starts_with(|first: char| first.is_ascii_digit()) {
        Step::Name(name)
    } else {
        Step::Key(key)
    }
}
