//! Declaring messages once: [`message!`](crate::message!), [`oneof!`](crate::oneof!) and
//! [`enumeration!`](crate::enumeration!).

/// Hands all messages of the APIs to a macro, by API: their names in the schema, and their types, where `C` stands for a
/// profile. An empty list of further macros stands in front.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_message {
    ($callback:path) => {
        $crate::__dataflow_messages! { [$crate::__genomics_messages, $callback] }
    };
}

mod enumeration;
mod oneof;
mod structure;
