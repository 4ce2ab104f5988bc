//! Reading from an `embedded_io::Read`.

use super::ReadError;
use super::intake::Intake;
use embedded_io::Read;
use serde::Deserialize;

/// Reads one value into `buffer`, and decodes it there.
///
/// No byte is taken from the reader behind the value's last bracket or quote: what follows, as a further value, can be
/// read next. So the reader is asked for a few bytes at a time, as many as there are open brackets: it should have a
/// buffer of its own. (A number or a word that stands alone ends where the reader does, and takes a byte of room more.)
///
/// The buffer has to hold the value, white space inside it included. White space before it takes no room, and isn't
/// counted in an error's offset; a [`Span`](crate::proto::Span) is one of `buffer`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::json::{self, ReadError};
///
/// let mut uart = &b"{\"currentThreadCount\": 12}\r\n{\"currentThreadCount\": 8}\r\n"[..];
/// let mut buffer = [0; 64];
/// let report: WorkerThreadScalingReport = json::from_embedded_io(&mut uart, &mut buffer)?;
/// assert_eq!(report.current_thread_count, 12);
/// assert_eq!(uart, b"\r\n{\"currentThreadCount\": 8}\r\n");
///
/// let report: WorkerThreadScalingReport = json::from_embedded_io(&mut uart, &mut buffer)?;
/// assert_eq!(report.current_thread_count, 8);
///
/// let end = json::from_embedded_io::<WorkerThreadScalingReport, _>(&mut uart, &mut buffer);
/// assert_eq!(end, Err(ReadError::NoValue));
/// # Ok::<(), ReadError<core::convert::Infallible>>(())
/// ```
///
/// # Errors
/// [`ReadError`] tells them. A value that its type refuses has been read to its end, and the next one can follow. Where no
/// value begins, brackets don't match or are too many, or a string has a line break, reading stops: the reader then
/// stands somewhere in broken text.
pub fn from_embedded_io<'de, T: Deserialize<'de>, R: Read>(
    mut reader: R,
    buffer: &'de mut [u8],
) -> Result<T, ReadError<R::Error>> {
    let mut intake = Intake::new(buffer);
    loop {
        let room = intake.room()?;
        if room.is_empty() {
            break;
        }
        match reader.read(room).map_err(ReadError::Io)? {
            0 => break,
            read => intake.take(read),
        }
    }
    intake.decode()
}
