//! What a declaration makes doesn't depend on the names around it.
#![allow(dead_code, non_camel_case_types, unused_macros, reason = "the names only have to be in the way")]

pub enum Shadow {
    Some,
    None,
    Ok,
    Err,
}
pub use Shadow::*;
pub struct Option;
pub struct Result;
pub struct Default;
pub struct Clone;
pub struct From;
pub struct Into;
pub struct PartialEq;
pub struct Debug;
pub struct String;
pub struct Vec;
pub mod core {}
pub mod vitalwire {}
macro_rules! concat { () => {} }
macro_rules! stringify { () => {} }
macro_rules! key { () => {} }

::vitalwire::enumeration! {
    pub enum Heat {
        Cold = 1 as "COLD",
    }
}

::vitalwire::oneof! {
    pub enum Content {
        Water(f64) as "water",
    }
}

::vitalwire::message! {
    pub struct Kettle {
        pub litres: u32 as "litres",
        pub lid: bool as "lid" always,
        pub heat: ::core::option::Option<Heat> as "heat",
        pub content: ::core::option::Option<Content> as oneof,
    }
}

fn main() {
    let kettle = Kettle { litres: 2, ..Kettle::EMPTY };
    let mut buffer = [0; Kettle::MAX_JSON_LEN];
    assert_eq!(::vitalwire::encode(&kettle, &mut buffer), br#"{"litres":2,"lid":false}"#);
}
