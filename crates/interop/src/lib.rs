//! Only tests: messages in other formats, and in JSON by other crates.
