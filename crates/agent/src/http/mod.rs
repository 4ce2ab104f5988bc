//! HTTP/1.1 without a client and without I/O: the head of a request in [pieces](Head::pieces).

mod head;
mod host;
mod method;
mod pieces;
mod secret;
#[cfg(feature = "zeroize")]
mod secret_buffer;
mod span;
mod user_agent;

pub use head::Head;
pub use host::Host;
pub use method::{Method, Segment};
pub use pieces::Pieces;
pub use secret::Secret;
#[cfg(feature = "zeroize")]
pub use secret_buffer::SecretBuffer;
pub use user_agent::UserAgent;
