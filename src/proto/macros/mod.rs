//! Declaring messages once: [`message!`](crate::message!), [`oneof!`](crate::oneof!) and
//! [`enumeration!`](crate::enumeration!).

mod enumeration;
mod message;
mod message_errors;
mod message_fields;
mod oneof;
