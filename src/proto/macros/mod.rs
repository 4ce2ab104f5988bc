//! Declaring messages once: [`message!`](crate::message!), [`oneof!`](crate::oneof!) and
//! [`enumeration!`](crate::enumeration!).

/// Passes all messages of the APIs to a macro, by API: their names in the schema, and their types, where `C` stands
/// for a profile. They are preceded by an empty list of further macros.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_message {
    ($callback:path) => {
        $crate::__dataflow_messages! { [$crate::__genomics_messages, $callback] }
    };
}

/// In an implementation of [`Field`](crate::proto::Field) or [`OneOf`](crate::proto::OneOf): logs the value as
/// `defmt::Format` does. Expands to nothing without the feature `defmt` of this crate, not of the crate that declares
/// messages.
#[cfg(not(feature = "defmt"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __log_by_format {
    () => {};
}

#[cfg(feature = "defmt")]
#[doc(hidden)]
#[macro_export]
macro_rules! __log_by_format {
    () => {
        fn log(&self, f: $crate::__private::defmt::Formatter<'_>) {
            use $crate::__private::defmt;
            defmt::write!(f, "{}", self);
        }
    };
}

mod enumeration;
mod message;
mod message_errors;
mod message_fields;
mod oneof;
