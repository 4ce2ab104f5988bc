//! How this crate's types and its engine recognise each other through serde.
//!
//! A type that knows its own JSON passes itself as a newtype struct of this name. To other formats a newtype
//! struct is transparent. This crate's engine hands its content a (de)serializer that doesn't call itself human
//! readable, so that the content can tell it from other text formats. Binary formats never get as far:
//! they are told apart before.

pub(crate) const NAME: &str = "$vitalwire::json::verbatim";
