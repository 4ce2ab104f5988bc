//! Checks that hold for any input. `cargo fuzz` looks for inputs that fail; `tests/messages/fuzz_corpus.rs` tries those
//! in `fuzz/corpus`.

mod chunks;
mod frames;
mod http;
mod in_place;
mod line;
mod messages;
mod outbox;
mod reader;
mod skip;
mod spans;
mod times;
mod tree;
mod values;

pub use chunks::chunks;
pub use frames::frames;
pub use http::http;
pub use in_place::in_place;
pub use line::line;
pub use messages::messages;
pub use outbox::outbox;
pub use reader::reader;
pub use skip::skip;
pub use spans::spans;
pub use times::times;
pub use values::values;

use crate::message::{Kind, SerdeJson};
use crate::messages::Profile;
use crate::reference::{is_reordered, read};
use serde_json::Value;

/// Profiles whose messages serde_json reads as well.
const PROFILES: [Profile; 3] = [Profile::Microcontroller, Profile::Odd, Profile::Growable];

/// The number of kinds of messages that a byte can select.
pub const KINDS: u8 = {
    let kinds = PROFILES.len() * Profile::Growable.kinds().len();
    assert!(kinds <= u8::MAX as usize, "a byte can select each message of each profile");
    kinds as u8
};

/// Returns the message and the profile that a byte selects.
fn kind(choice: u8) -> &'static Kind {
    let kinds = PROFILES[usize::from(choice) % PROFILES.len()].kinds();
    &kinds[usize::from(choice) / PROFILES.len() % kinds.len()]
}

/// Checks that serde_json reads the same. It writes open JSON in its own way, which may be longer.
fn means_the_same_to_serde_json(kind: &Kind, written: &[u8]) {
    let meaning = read::<Value>(written).expect("JSON").to_string();
    match kind.transcode_by_serde_json(written, SerdeJson::Slice) {
        Ok(normal) => {
            assert_eq!(read::<Value>(&normal).expect("JSON").to_string(), meaning);
            let again = kind.transcode_by_serde_json(&normal, SerdeJson::Slice).expect("what it was");
            assert_eq!(again.escape_ascii().to_string(), normal.escape_ascii().to_string());
        }
        Err(error) => {
            let error = error.to_string();
            let is_open = ["pod", "message", "parameters", "any", "JSON"]
                .iter()
                .any(|capacity| error.starts_with(&format!("capacity `{capacity}` exceeded")));
            assert!(is_open && !is_reordered(meaning.as_bytes(), written), "{error}: {}", written.escape_ascii());
        }
    }
}
