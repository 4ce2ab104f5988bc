//! Who sends a request.

use vitalwire::BuildError;

/// The value of the header `User-Agent`: visible ASCII characters, with spaces between them.
///
/// ```
/// use vitalwire_agent::http::UserAgent;
///
/// assert_eq!(UserAgent::new("boiler/2.1 (rev C)")?.as_str(), "boiler/2.1 (rev C)");
/// let error = UserAgent::new("boiler\r\nX-Injected: 1").unwrap_err();
/// assert_eq!(error.to_string(), "expected a user agent of visible ASCII characters, with spaces between them");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct UserAgent<'a>(&'a str);

impl<'a> UserAgent<'a> {
    /// Creates a user agent.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] if it is empty, starts or ends with a space, or has characters other than visible ASCII
    /// and spaces.
    pub fn new(text: &'a str) -> Result<Self, BuildError> {
        let is_shown = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if is_shown && !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ') {
            return Ok(Self(text));
        }
        Err(BuildError::Malformed("a user agent of visible ASCII characters, with spaces between them"))
    }

    /// Returns the text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// The same as [`UserAgent::new`].
impl<'a> TryFrom<&'a str> for UserAgent<'a> {
    type Error = BuildError;

    fn try_from(text: &'a str) -> Result<Self, BuildError> {
        Self::new(text)
    }
}
