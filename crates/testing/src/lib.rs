//! Code shared by this repository's tests, fuzzing and benches: every message as a value, samples of them, and
//! serde_json as a reference.

pub mod checks;
pub mod flash;
mod golden;
pub mod http;
mod message;
mod messages;
pub mod outbox;
pub mod profiles;
mod property;
mod random;
mod ready;
pub mod reference;
pub mod sample;
pub mod zoo;

pub use golden::golden;
pub use message::{Kind, SerdeJson};
pub use messages::{APIS, Api, Profile};
pub use property::property;
pub use random::Random;
pub use ready::ready;
