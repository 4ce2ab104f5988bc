//! Declaring messages once: [`message!`](crate::message!), [`oneof!`](crate::oneof!) and
//! [`enumeration!`](crate::enumeration!).

mod enumeration;
mod oneof;
mod structure;
