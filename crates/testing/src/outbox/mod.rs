//! A model of the agent's outbox, which tests and fuzzing compare it with.

mod bare;
mod checked;
mod draft;
mod message;
mod model;

pub use bare::Bare;
pub use checked::{Checked, Expected};
pub use draft::Draft;
pub use model::{End, Model, RANKS};

use vitalwire_agent::outbox::Body;

/// Joins the pieces of a body, whose lengths are as it says.
///
/// # Panics
/// If they aren't, if a piece is empty, or if it's not text.
pub fn body_text(mut body: Body<'_>) -> String {
    let (len, mut bytes) = (body.len(), Vec::new());
    loop {
        assert_eq!((body.len(), body.is_empty()), (len - bytes.len(), len == bytes.len()));
        let Some(piece) = body.next() else { break };
        assert!(!piece.is_empty());
        bytes.extend_from_slice(piece);
    }
    assert_eq!((bytes.len(), body.next()), (len, None));
    String::from_utf8(bytes).expect("text")
}
