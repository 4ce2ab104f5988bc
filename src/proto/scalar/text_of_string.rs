//! Texts and `alloc`'s strings.

use super::text::Text;
use crate::error::BuildError;
use crate::json::escaped_len;
use crate::profile::{Name, StringStorage};
use alloc::string::String;

/// A text that can grow takes the string over; others copy it.
///
/// ```
/// use vitalwire::Sidecar;
/// use vitalwire::dataflow::WorkerMessage;
///
/// let mut message = WorkerMessage::<Sidecar>::default();
/// message.labels.insert("JOB_ID", format!("job-{}", 17))?;
/// assert_eq!(message.labels.get("JOB_ID").map(|id| id.as_str()), Some("job-17"));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<B: StringStorage, N: Name> TryFrom<String> for Text<B, N> {
    type Error = BuildError;

    fn try_from(string: String) -> Result<Self, BuildError> {
        let mut text = Self::default();
        match text.storage.as_string() {
            Some(buffer) => {
                N::check("", &string)?;
                text.has_escapes = u8::from(escaped_len(&string) > string.len());
                *buffer = string;
            }
            None => text.push_str(&string)?,
        }
        Ok(text)
    }
}

impl<B: StringStorage, N: Name> TryFrom<&String> for Text<B, N> {
    type Error = BuildError;

    fn try_from(string: &String) -> Result<Self, BuildError> {
        Self::new(string)
    }
}

/// A text that can grow hands its string over; that of others is copied.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::WorkerShutdownNotice;
///
/// let notice = WorkerShutdownNotice::<Microcontroller>::new("PREEMPTION")?;
/// let reason: String = notice.reason.into();
/// assert_eq!(reason, "PREEMPTION");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<B: StringStorage, N: Name> From<Text<B, N>> for String {
    fn from(mut text: Text<B, N>) -> Self {
        match text.storage.as_string() {
            Some(buffer) => core::mem::take(buffer),
            None => text.as_str().into(),
        }
    }
}
