//! Requests, as the other end reads them.

use super::LineError;
use super::checksum::{self, Checksum};
use crate::http::{Method, Segment};
use vitalwire::genomics::CheckInId;

/// A request that has arrived as a line.
///
/// ```
/// use vitalwire::json::Frames;
/// use vitalwire_agent::http::Head;
/// use vitalwire_agent::line::Request;
///
/// let mut received = &b"ellar 919e84aa {\"workerMessages\":[]}\n\
///     \n17 messages/cellar 919e84aa {\"workerMessages\":[]}\n"[..];
/// let mut frames = Frames::lines([0; 1024]);
/// let mut requests = 0;
/// while let Some(frame) = frames.next(&mut received) {
///     // A line that is too long, or damaged, costs itself: here, the first one.
///     let Ok(line) = frame else { continue };
///     let mut line = line.to_vec();
///     let Ok(request) = Request::from_line(&mut line) else { continue };
///     assert_eq!((request.sequence, request.json), (17, &b"{\"workerMessages\":[]}"[..]));
///     let _head = Head::new(request.method, request.json.len());
///     requests += 1;
/// }
/// assert_eq!(requests, 1);
/// ```
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Request<'l> {
    /// The sequence number, which the response has, too.
    pub sequence: u32,
    /// What the request is for.
    pub method: Method<'l>,
    /// The body, as it was written: at least one byte.
    pub json: &'l [u8],
}

impl<'l> Request<'l> {
    /// Reads a line, without the line feeds around it. What is percent-encoded is decoded where it lies: afterwards the
    /// line has no defined content.
    ///
    /// # Errors
    /// [`LineError`] if it isn't a request.
    pub fn from_line(line: &'l mut [u8]) -> Result<Self, LineError> {
        let (sequence, method, checksum) = fields(line).ok_or(LineError::Form)?;
        let (before, rest) = line.split_at_mut_checked(checksum).ok_or(LineError::Form)?;
        let (digits, after) = rest.split_at_mut_checked(checksum::LEN).ok_or(LineError::Form)?;
        let Some((b' ', json @ [_, ..])) = after.split_first() else { return Err(LineError::Form) };
        let mut checked = Checksum::new();
        checked.add(before);
        checked.add(after);
        if checked.digits() != *digits {
            return Err(LineError::Checksum);
        }
        let method = before.get_mut(method..checksum.saturating_sub(1)).and_then(method_of).ok_or(LineError::Method)?;
        Ok(Self { sequence, method, json })
    }
}

/// Returns the sequence number, and where the method and the checksum begin.
fn fields(line: &[u8]) -> Option<(u32, usize, usize)> {
    let method = line.iter().position(|&byte| byte == b' ')? + 1;
    let checksum = method + line.get(method..)?.iter().position(|&byte| byte == b' ')? + 1;
    let digits = line.get(..method - 1)?;
    let sequence = digits.iter().try_fold(0_u32, |number, &digit| {
        let digit = char::from(digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(digit)
    });
    Some((sequence.filter(|_| !digits.is_empty())?, method, checksum))
}

fn method_of(text: &mut [u8]) -> Option<Method<'_>> {
    let slash = text.iter().position(|&byte| byte == b'/')?;
    let (word, rest) = text.split_at_mut_checked(slash)?;
    let (_, path) = rest.split_first_mut()?;
    let slash = path.iter().position(|&byte| byte == b'/');
    match (&*word, slash) {
        (b"messages", None) => Some(Method::WorkerMessages { project: segment(path)? }),
        (b"messages", Some(slash)) => {
            let (project, rest) = path.split_at_mut_checked(slash)?;
            let (_, location) = rest.split_first_mut()?;
            if location.contains(&b'/') {
                return None;
            }
            Some(Method::LocationWorkerMessages { project: segment(project)?, location: segment(location)? })
        }
        (b"check-in", None) => Some(Method::CheckIn(CheckInId::new(decode(path)?).ok()?)),
        // None of its parts can have a slash, so it doesn't matter that those are decoded, too.
        (b"check-in", Some(_)) => Some(Method::CheckIn(CheckInId::in_project(decode(path)?).ok()?)),
        _ => None,
    }
}

fn segment(text: &mut [u8]) -> Option<Segment<'_>> {
    Segment::new(decode(text)?).ok()
}

/// Decodes what is percent-encoded.
fn decode(text: &mut [u8]) -> Option<&str> {
    let (mut read, mut len) = (0, 0);
    while let Some(&byte) = text.get(read) {
        let decoded = match byte {
            b'%' => digit(*text.get(read + 1)?)? << 4 | digit(*text.get(read + 2)?)?,
            byte => byte,
        };
        read += if byte == b'%' { 3 } else { 1 };
        *text.get_mut(len)? = decoded;
        len += 1;
    }
    str::from_utf8(text.get(..len)?).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
