//! Images of firmware that use vitalwire, and what they cost.
//!
//! `cargo run --release --target thumbv7em-none-eabihf --bin health` prints an image's message, and its cost in
//! instructions and stack. `./cargo-for thumbv7em-none-eabihf run --release --bin health` does the same where that
//! target isn't installed. `host` tests and measures all images: their costs are in the README.

#![no_std]

pub mod board;
pub mod codec;
pub mod cost;
pub mod messages;
mod ram;
#[cfg(feature = "agent")]
pub mod worker;

use codec::Encodable;
use vitalwire::proto::Field;
use vitalwire::{BuildError, DecodeError};

/// Fills a message, and prints the cost.
pub fn build<T: Field>(message: &mut T, fill: impl Fn(&mut T) -> Result<(), BuildError>) -> Result<(), Failure> {
    let mut outcome = Ok(());
    cost::part("build", &mut || {
        message.clear();
        outcome = fill(message);
    });
    Ok(outcome?)
}

/// Encodes a message, and prints it and the cost.
pub fn show<const N: usize>(message: &impl Encodable, buffer: &mut [u8; N]) -> Result<(), Failure> {
    let mut encoded = Ok(0);
    cost::part("encode", &mut || encoded = codec::encode(message, buffer));
    board::print(buffer.get(..encoded?).unwrap_or_default());
    board::print(b"\n");
    Ok(())
}

/// Runs an image without a report of its cost.
pub fn run(image: fn() -> Result<(), Failure>) -> ! {
    board::exit(image().is_ok())
}

/// Why an image ends without success.
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// A message can't hold a value.
    Build(BuildError),
    /// The backend's response can't be decoded.
    Decode(DecodeError),
    /// The outbox has no space for a message.
    #[cfg(feature = "agent")]
    Push(vitalwire_agent::outbox::PushError),
    /// A shelf doesn't work.
    #[cfg(feature = "shelf")]
    Shelf,
    /// The serializer that this is compared with failed.
    Peer,
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl From<DecodeError> for Failure {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

#[cfg(feature = "agent")]
impl From<vitalwire_agent::outbox::PushError> for Failure {
    fn from(error: vitalwire_agent::outbox::PushError) -> Self {
        Self::Push(error)
    }
}

/// Makes a `fn() -> Result<(), Failure>` an image's work. Reports its cost, or runs it by `$runner` instead.
#[macro_export]
macro_rules! image {
    ($run:ident) => {
        $crate::image!($run, $crate::cost::whole);
    };
    ($run:ident, $runner:path) => {
        #[cfg_attr(all(target_os = "none", target_arch = "arm"), $crate::board::entry)]
        #[cfg_attr(all(target_os = "none", target_arch = "riscv32"), $crate::board::entry)]
        fn main() -> ! {
            $runner($run)
        }
    };
}
