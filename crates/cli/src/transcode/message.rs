//! Message types with a common interface.

use std::error::Error;
use vitalwire::proto::Field;
use vitalwire::{Decoder, MaxJsonLen};

#[derive(Clone, Copy)]
pub struct Message {
    /// Its name on the wire.
    pub name: &'static str,
    /// The length of its longest encoding, if there is one.
    pub max_len: Option<usize>,
    transcode: Transcode,
}

type Transcode = fn(Decoder<'_>, &mut Vec<u8>) -> Result<(), Box<dyn Error>>;

impl Message {
    pub const fn limited<M: Field + MaxJsonLen>(name: &'static str) -> Self {
        Self { max_len: Some(M::MAX_JSON_LEN), ..Self::unlimited::<M>(name) }
    }

    pub const fn unlimited<M: Field>(name: &'static str) -> Self {
        Self { name, max_len: None, transcode: transcode::<M> }
    }

    /// Reads the only message in `decoder`, and appends its encoding to `json`.
    pub fn transcode(&self, decoder: Decoder<'_>, json: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
        (self.transcode)(decoder, json)
    }
}

fn transcode<M: Field>(mut decoder: Decoder<'_>, json: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    let message: M = decoder.value()?;
    decoder.end()?;
    Ok(vitalwire::to_io(&message, json)?)
}
