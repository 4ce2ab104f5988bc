//! Message types with a common interface.

use crate::reference::read;
use crate::sample::Sampler;
use std::any::type_name;
use vitalwire::json::Key;
use vitalwire::proto::{HasSchema, Message, Schema};
use vitalwire::{Chunks, DecodeError, Decoder, MaxJsonLen};

/// A message type and its operations, which read JSON and return JSON as the library writes it.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name in the schema, or another one if it isn't in the schema.
    pub name: &'static str,
    /// The length of its longest encoding, if there is one.
    pub max_len: Option<usize>,
    schema: &'static Schema,
    transcode: fn(Decoder<'_>) -> Result<Vec<u8>, DecodeError>,
    sample: fn(&mut dyn Sampler) -> Vec<u8>,
    read_over: fn(&mut dyn Sampler, &[u8]),
    in_chunks: fn(&mut dyn Sampler, &mut dyn Iterator<Item = usize>),
    by_serde_json: Option<BySerdeJson>,
}

type BySerdeJson = fn(&[u8], SerdeJson) -> serde_json::Result<Vec<u8>>;

/// What serde_json reads from. Each presents values in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerdeJson {
    Slice,
    Reader,
    /// A `serde_json::Value`, in which no name occurs twice.
    Tree,
}

impl Kind {
    /// Returns a type of a profile with limits.
    pub(crate) const fn limited<M: Message + HasSchema + MaxJsonLen>(name: &'static str) -> Self {
        Self { max_len: Some(M::MAX_JSON_LEN), ..Self::unlimited::<M>(name) }
    }

    /// Returns a type without a longest encoding.
    pub(crate) const fn unlimited<M: Message + HasSchema>(name: &'static str) -> Self {
        Self {
            name,
            max_len: None,
            schema: M::SCHEMA,
            transcode: transcode::<M>,
            sample: sample::<M>,
            read_over: read_over::<M>,
            in_chunks: in_chunks::<M>,
            by_serde_json: None,
        }
    }

    /// Returns the same, which serde_json can read as well.
    pub(crate) const fn with_serde_json<M: Message>(self) -> Self {
        Self { by_serde_json: Some(transcode_by_serde_json::<M>), ..self }
    }

    /// Returns the names on the wire of its fields, without oneofs.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.schema.fields.iter().map(Key::name)
    }

    /// Returns the names on the wire of each oneof's members.
    pub fn oneofs(&self) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        self.schema.oneofs.iter().map(|oneof| oneof.iter().map(Key::name))
    }

    /// Reads a message, skipping what is unknown, and writes it.
    ///
    /// # Panics
    /// If what is written isn't read as the same message.
    pub fn transcode(&self, json: &[u8]) -> Result<Vec<u8>, DecodeError> {
        (self.transcode)(Decoder::new(json))
    }

    /// Does the same, but rejects what is unknown.
    pub fn transcode_strictly(&self, json: &[u8]) -> Result<Vec<u8>, DecodeError> {
        (self.transcode)(Decoder::new(json).deny_unknown())
    }

    /// Writes a message whose values `sampler` decides.
    ///
    /// # Panics
    /// If it isn't read as the same message.
    pub fn sample(&self, sampler: &mut dyn Sampler) -> Vec<u8> {
        (self.sample)(sampler)
    }

    /// Reads a message in place of one whose values `sampler` decides.
    ///
    /// # Panics
    /// If the outcome isn't the same as without a message before.
    pub fn read_over(&self, sampler: &mut dyn Sampler, json: &[u8]) {
        (self.read_over)(sampler, json);
    }

    /// Writes a message whose values `sampler` decides, in chunks of these sizes.
    ///
    /// # Panics
    /// If they aren't its encoding.
    pub fn in_chunks(&self, sampler: &mut dyn Sampler, sizes: &mut dyn Iterator<Item = usize>) {
        (self.in_chunks)(sampler, sizes);
    }

    /// Reads a message with serde_json, and writes it.
    ///
    /// # Panics
    /// If messages of this profile are not read by serde_json.
    pub fn transcode_by_serde_json(&self, json: &[u8], from: SerdeJson) -> serde_json::Result<Vec<u8>> {
        self.by_serde_json.expect("a profile whose messages serde_json reads")(json, from)
    }
}

fn transcode_by_serde_json<M: Message>(json: &[u8], from: SerdeJson) -> serde_json::Result<Vec<u8>> {
    let message: Box<M> = Box::new(match from {
        SerdeJson::Slice => read(json)?,
        SerdeJson::Reader => serde_json::from_reader(json)?,
        SerdeJson::Tree => serde_json::from_value(read(json)?)?,
    });
    Ok(write(&*message))
}

fn transcode<M: Message>(mut decoder: Decoder<'_>) -> Result<Vec<u8>, DecodeError> {
    let message = Box::new(decoder.value::<M>()?);
    decoder.end()?;
    Ok(round_trip(&*message))
}

fn sample<M: Message>(sampler: &mut dyn Sampler) -> Vec<u8> {
    round_trip(&*Box::new(M::sample(sampler, false)))
}

fn read_over<M: Message>(sampler: &mut dyn Sampler, json: &[u8]) {
    let mut message = Box::new(M::sample(sampler, false));
    let outcome = vitalwire::decode_into(&mut *message, json);
    match vitalwire::decode::<M>(json).map(Box::new) {
        Ok(expected) => {
            assert_eq!(outcome, Ok(()));
            assert_eq!(write(&*message).escape_ascii().to_string(), write(&*expected).escape_ascii().to_string());
        }
        Err(error) => {
            assert_eq!(outcome, Err(error));
            assert!(*message == M::absent(), "{}: {}", type_name::<M>(), json.escape_ascii());
        }
    }
}

fn in_chunks<M: Message>(sampler: &mut dyn Sampler, sizes: &mut dyn Iterator<Item = usize>) {
    let message = Box::new(M::sample(sampler, false));
    let written = write(&*message);
    assert!(comes_in_chunks(&*message, &written, sizes), "{}: {}", type_name::<M>(), written.escape_ascii());
}

/// Writes a message, and checks that it's read as the same.
fn round_trip<M: Message>(message: &M) -> Vec<u8> {
    let written = write(message);
    let mut decoder = Decoder::new(&written).deny_unknown();
    let read = decoder.value::<M>().and_then(|message| decoder.end().map(|()| Box::new(message)));
    let read = read.unwrap_or_else(|error| panic!("{}: {error}: {}", type_name::<M>(), written.escape_ascii()));
    // NaN isn't equal to itself, but is written in the same way.
    let is_the_same =
        *read == *message || written.windows(5).any(|text| text == b"\"NaN\"") && write(&*read) == written;
    assert!(is_the_same, "{}: {}", type_name::<M>(), written.escape_ascii());
    // Sizes that depend on the length, so that encodings are split at different places.
    let mut sizes = (written.len()..).step_by(17).map(|size| 1 + size % 389 * 9 / 5);
    assert!(comes_in_chunks(message, &written, &mut sizes), "{}: {}", type_name::<M>(), written.escape_ascii());
    assert!(reads_in_place(*read, &written), "{}: {}", type_name::<M>(), written.escape_ascii());
    written
}

/// Returns whether chunks of these sizes are the same bytes.
fn comes_in_chunks<M: Message>(message: &M, json: &[u8], sizes: &mut dyn Iterator<Item = usize>) -> bool {
    let mut chunks = Chunks::new(message);
    let mut rest = json;
    for size in sizes {
        let (expected, after) = rest.split_at(size.min(rest.len()));
        if chunks.next(&mut vec![0xAA; size]) != Ok(expected) {
            return false;
        }
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    chunks.is_done() && rest.is_empty()
}

/// Returns whether reading into a message that isn't empty has the same result, and an error leaves it empty.
fn reads_in_place<M: Message>(mut message: M, json: &[u8]) -> bool {
    let whole = vitalwire::decode_into(&mut message, json).is_ok() && write(&message) == json;
    let cut = json.split_last().map_or(json, |(_, cut)| cut);
    whole && vitalwire::decode_into(&mut message, cut).is_err() && message == M::absent()
}

fn write<M: Message>(message: &M) -> Vec<u8> {
    let mut buffer = vec![0xAA; vitalwire::encoded_len(message).expect("a message can be written")];
    let len = vitalwire::to_slice(message, &mut buffer).expect("enough space").len();
    assert_eq!(len, buffer.len(), "{}", type_name::<M>());
    buffer
}
