//! What holds for any input. `cargo fuzz` looks for inputs for which it doesn't; `tests/corpus.rs` tries those that
//! are kept in `corpus`.

mod build;
mod messages;
mod profiles;
mod reader;
mod reference;
mod round_trip;
mod skip;
mod times;
mod values;

pub use messages::messages;
pub use reader::reader;
pub use skip::skip;
pub use times::times;
pub use values::values;
