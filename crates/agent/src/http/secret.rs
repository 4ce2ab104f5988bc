//! Access tokens.

use crate::span::span;
use core::fmt;
use vitalwire::BuildError;

/// A bearer token (RFC 6750), such as an OAuth 2.0 access token. It is borrowed, and of any length: Google's reach 12,288
/// bytes. `Debug` and defmt don't show it; only a request's [`Head`](super::Head) contains it.
///
/// ```
/// use vitalwire_agent::http::Secret;
///
/// let token = Secret::new("ya29.c0AY_VpZ-example=")?;
/// assert_eq!(format!("{token:?}"), "Secret(_)");
/// let error = Secret::new("ya29.c0AY_VpZ-example\n").unwrap_err();
/// assert_eq!(error.to_string(), "expected a bearer token: letters, digits and -._~+/, then any number of =");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Secret<'a>(&'a [u8]);

impl<'a> Secret<'a> {
    /// Creates a secret of a token as text or as bytes.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] if the token is empty, or has characters that a bearer token can't have. White space, such
    /// as the line end of a file, isn't trimmed.
    pub fn new<T: AsRef<[u8]> + ?Sized>(token: &'a T) -> Result<Self, BuildError> {
        let token = token.as_ref();
        if is_bearer_token(token) {
            Ok(Self(token))
        } else {
            Err(BuildError::Malformed("a bearer token: letters, digits and -._~+/, then any number of ="))
        }
    }

    /// A token that was checked before.
    #[cfg(feature = "zeroize")]
    pub(super) const fn checked(token: &'a [u8]) -> Self {
        Self(token)
    }

    pub(super) const fn as_bytes(self) -> &'a [u8] {
        self.0
    }
}

/// Whether `token` is a `b64token`.
fn is_bearer_token(token: &[u8]) -> bool {
    match token.split_at_checked(span(token, b"-._~+/")) {
        Some(([_, ..], padding)) => padding.iter().all(|&byte| byte == b'='),
        _ => false,
    }
}

impl fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(_)")
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Secret<'_> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "Secret(_)");
    }
}
