//! Reading messages: the entry points.

use crate::error::{DecodeError, DecodeErrorKind};
use crate::json::{Reader, Stop};
use crate::proto::Field;

/// Reads the single message in `json`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report: WorkerThreadScalingReport = vitalwire::decode(br#"{"currentThreadCount": 12, "new": []}"#)?;
/// assert_eq!(report.current_thread_count, 12);
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// A message that is large, or kept anyway, is better read in place by [`decode_into`]. A [`Decoder`] has options.
/// `M` can be any other [`Field`], too, but the input can't be `null`, which is left to the message around a field.
///
/// # Errors
/// Returns what is wrong with the input, and where.
pub fn decode<M: Field>(json: &[u8]) -> Result<M, DecodeError> {
    // A message can be large: it is read where it is returned.
    let mut outcome = Ok(M::absent());
    if let Ok(message) = &mut outcome {
        let mut reader = Reader::new(json);
        if let Err(stop) = read_whole(message, &mut reader) {
            outcome = Err(reader.error(stop));
        }
    }
    outcome
}

/// Reads the single message in `json` into an existing message, without another one on the stack.
///
/// Its previous contents are discarded: nothing is merged. Containers that allocate keep their memory, except for
/// those in optional messages. After an error, the message is empty.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::SendWorkerMessagesResponse;
///
/// let mut response = SendWorkerMessagesResponse::<Microcontroller>::EMPTY;
/// vitalwire::decode_into(&mut response, br#"{"workerMessageResponses": [{}, {}]}"#)?;
/// assert_eq!(response.worker_message_responses.len(), 2);
///
/// assert!(vitalwire::decode_into(&mut response, b"{").is_err());
/// assert!(response.worker_message_responses.is_empty());
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// # Errors
/// Returns what is wrong with the input, and where.
pub fn decode_into<M: Field>(message: &mut M, json: &[u8]) -> Result<(), DecodeError> {
    let mut reader = Reader::new(json);
    message.clear();
    match read_whole(message, &mut reader) {
        Ok(()) => Ok(()),
        Err(stop) => {
            message.clear();
            Err(reader.error(stop))
        }
    }
}

/// Reads the message at the start of `input`, and returns it with its length in bytes.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let (report, len) = vitalwire::decode_prefix::<WorkerThreadScalingReport>(b"{} HTTP/1.1")?;
/// assert_eq!((report.current_thread_count, len), (0, 2));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// To read many messages in sequence, keep a [`Decoder`].
///
/// # Errors
/// Returns what is wrong with the input up to the end of the message, and where.
pub fn decode_prefix<M: Field>(input: &[u8]) -> Result<(M, usize), DecodeError> {
    let mut decoder = Decoder::new(input);
    let message = decoder.value()?;
    Ok((message, decoder.offset()))
}

/// Reads messages in sequence from a slice. For other serde types, use a [`json::Decoder`](crate::json::Decoder).
///
/// It reads no more than it needs. [`end`](Self::end) checks whether there is a further message, and can be called at
/// any time.
///
/// ```
/// use vitalwire::Decoder;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let mut decoder = Decoder::new(br#"{"currentThreadCount": 12} {}"#);
/// let report: WorkerThreadScalingReport = decoder.value()?;
/// assert_eq!((report.current_thread_count, decoder.offset()), (12, 26));
/// assert_eq!(decoder.value(), Ok(WorkerThreadScalingReport::default()));
/// assert_eq!(decoder.end(), Ok(()));
///
/// let mut strict = Decoder::new(br#"{"currentThreadCount": 12, "new": []}"#).deny_unknown();
/// let error = strict.value::<WorkerThreadScalingReport>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown field, at byte 27");
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
#[derive(Debug)]
pub struct Decoder<'de> {
    reader: Reader<'de>,
}

impl<'de> Decoder<'de> {
    /// Creates a decoder at the start of `input`.
    #[must_use]
    pub fn new(input: &'de [u8]) -> Self {
        Self { reader: Reader::new(input) }
    }

    /// Rejects what is otherwise skipped: fields with unknown names, and unknown names of an enum's values. Serde
    /// types, in a [`Serde`](crate::proto::Serde), that buffer what they read (untagged, flattened) still skip it.
    #[must_use]
    pub fn deny_unknown(mut self) -> Self {
        self.reader.deny_unknown();
        self
    }

    /// Reads the next message.
    ///
    /// # Errors
    /// Returns what is wrong with the input, and where. The decoder can't be used any further.
    pub fn value<M: Field>(&mut self) -> Result<M, DecodeError> {
        let mut outcome = Ok(M::absent());
        if let Ok(message) = &mut outcome
            && let Err(stop) = read_next(message, &mut self.reader)
        {
            outcome = Err(self.reader.error(stop));
        }
        outcome
    }

    /// Reads the next message in place, like [`decode_into`].
    ///
    /// # Errors
    /// As [`value`](Self::value).
    pub fn value_into<M: Field>(&mut self, message: &mut M) -> Result<(), DecodeError> {
        message.clear();
        match read_next(message, &mut self.reader) {
            Ok(()) => Ok(()),
            Err(stop) => {
                message.clear();
                Err(self.reader.error(stop))
            }
        }
    }

    /// Returns the number of bytes that have been read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.reader.offset()
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// [`SyntaxErrorKind::TrailingData`](crate::SyntaxErrorKind::TrailingData).
    pub fn end(&mut self) -> Result<(), DecodeError> {
        self.reader.end().map_err(|stop| self.reader.error(stop))
    }
}

#[inline]
fn read_whole<M: Field>(message: &mut M, reader: &mut Reader<'_>) -> Result<(), Stop> {
    read_next(message, reader)?;
    reader.end()
}

#[inline]
fn read_next<M: Field>(message: &mut M, reader: &mut Reader<'_>) -> Result<(), Stop> {
    reader.next_value();
    if message.read(reader)? { Ok(()) } else { Err(reader.fail(DecodeErrorKind::UnknownValue)) }
}
