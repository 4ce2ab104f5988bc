//! Well-known types inside an Any whose JSON has a shortest form.

use crate::error::BuildError;
use crate::json::{Sink, StringToken};
use crate::proto::well_known::{AsciiType, Duration, Timestamp};

/// A type for which the member `value` of an Any is rewritten.
#[derive(Clone, Copy)]
pub(super) enum WellKnown {
    Duration,
    Timestamp,
}

impl WellKnown {
    pub(super) fn named(type_url: StringToken<'_>) -> Option<Self> {
        if type_url.ends_with("/google.protobuf.Duration") {
            Some(Self::Duration)
        } else if type_url.ends_with("/google.protobuf.Timestamp") {
            Some(Self::Timestamp)
        } else {
            None
        }
    }

    /// Writes the value of the checked `json`.
    pub(super) fn write(self, json: &str, sink: &mut impl Sink) -> Result<(), BuildError> {
        match self {
            Self::Duration => write::<Duration>(json, sink),
            Self::Timestamp => write::<Timestamp>(json, sink),
        }
    }
}

fn write<T: AsciiType>(json: &str, sink: &mut impl Sink) -> Result<(), BuildError> {
    // Anything but a string is as malformed as an empty one.
    let text = if json.starts_with('"') { StringToken::token(json) } else { StringToken::plain("") };
    sink.write(text.with_short(T::parse)?.to_text().as_bytes());
    Ok(())
}
