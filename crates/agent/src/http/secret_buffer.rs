//! Access tokens that are owned.

use super::Secret;
use core::fmt;
use vitalwire::{BuildError, CapacityError};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A bearer token of at most `N` bytes, which is overwritten with zeros when it is dropped or replaced. It needs the
/// feature `zeroize`. Moving it leaves a copy behind: it should be built where it stays, such as in a `static`.
///
/// ```
/// use vitalwire_agent::http::SecretBuffer;
///
/// let mut token = SecretBuffer::<2048>::new();
/// assert!(token.secret().is_none());
/// token.set("ya29.c0AY_VpZ-example")?;
/// assert!(token.secret().is_some());
/// assert_eq!(format!("{token:?}"), "SecretBuffer(_)");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub struct SecretBuffer<const N: usize> {
    /// A bearer token of `len` bytes, then zeros.
    bytes: [u8; N],
    /// At most `N`; 0 if there is no token.
    len: usize,
}

impl<const N: usize> SecretBuffer<N> {
    /// Creates a buffer without a token.
    #[must_use]
    pub const fn new() -> Self {
        Self { bytes: [0; N], len: 0 }
    }

    /// Replaces the token with a copy of `token`, which is text or bytes.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if it is longer than `N` bytes, [`BuildError::Malformed`] as for [`Secret::new`]. The
    /// previous token then stays.
    pub fn set<T: AsRef<[u8]> + ?Sized>(&mut self, token: &T) -> Result<(), BuildError> {
        let token = Secret::new(token)?.as_bytes();
        if token.len() > N {
            return Err(too_long(token.len(), N));
        }
        self.set_with(|space| {
            space.iter_mut().zip(token).for_each(|(space, byte)| *space = *byte);
            token.len()
        })
    }

    /// Replaces the token with what `write` writes to the start of the buffer, which is all zeros before. It returns the
    /// token's length. So there is no other copy, if a response is read there.
    ///
    /// ```
    /// use vitalwire_agent::http::SecretBuffer;
    ///
    /// let mut token = SecretBuffer::<16>::new();
    /// token.set_with(|space| {
    ///     space[..4].copy_from_slice(b"ya29");
    ///     4
    /// })?;
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `write` returns more than `N`, [`BuildError::Malformed`] as for [`Secret::new`]. There is
    /// no token then.
    pub fn set_with(&mut self, write: impl FnOnce(&mut [u8; N]) -> usize) -> Result<(), BuildError> {
        self.zeroize();
        let len = write(&mut self.bytes);
        let Some((token, rest)) = self.bytes.split_at_mut_checked(len) else {
            self.zeroize();
            return Err(too_long(len, N));
        };
        rest.zeroize();
        if let Err(error) = Secret::new(token) {
            self.zeroize();
            return Err(error);
        }
        self.len = len;
        Ok(())
    }

    /// Returns the token, if there is one.
    #[must_use]
    pub fn secret(&self) -> Option<Secret<'_>> {
        self.bytes.get(..self.len).filter(|token| !token.is_empty()).map(Secret::checked)
    }
}

const fn too_long(needed: usize, limit: usize) -> BuildError {
    BuildError::Capacity(CapacityError { capacity: "secret", limit, needed })
}

impl<const N: usize> Default for SecretBuffer<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// Removes the token.
impl<const N: usize> Zeroize for SecretBuffer<N> {
    fn zeroize(&mut self) {
        self.bytes.zeroize();
        self.len = 0;
    }
}

impl<const N: usize> ZeroizeOnDrop for SecretBuffer<N> {}

impl<const N: usize> Drop for SecretBuffer<N> {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl<const N: usize> fmt::Debug for SecretBuffer<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBuffer(_)")
    }
}

#[cfg(feature = "defmt")]
impl<const N: usize> defmt::Format for SecretBuffer<N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "SecretBuffer(_)");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing of a token is left after a shorter one, after one that is rejected, and after `zeroize`, which dropping calls.
    #[test]
    fn what_is_replaced_is_zeros() {
        let mut buffer = SecretBuffer::<8>::new();
        buffer.set("longlong").expect("a token");
        assert_eq!(buffer.bytes, *b"longlong");
        buffer.set("new").expect("a token");
        assert_eq!((buffer.bytes, buffer.len), (*b"new\0\0\0\0\0", 3));

        let fill = |space: &mut [u8; 8]| space.fill(b'x');
        let written = buffer.set_with(|space| {
            assert_eq!(*space, [0; 8]);
            fill(space);
            2
        });
        assert_eq!((written, buffer.bytes, buffer.len), (Ok(()), *b"xx\0\0\0\0\0\0", 2));
        for len in [0, 9] {
            let written = buffer.set_with(|space| {
                fill(space);
                len
            });
            assert!(written.is_err());
            assert_eq!((buffer.bytes, buffer.len), ([0; 8], 0));
            buffer.set("longlong").expect("a token");
        }
        buffer.zeroize();
        assert_eq!((buffer.bytes, buffer.len), ([0; 8], 0));
    }

    #[test]
    fn dropping_calls_zeroize() {
        const fn is_zeroed<T: ZeroizeOnDrop>() -> bool {
            core::mem::needs_drop::<T>()
        }
        assert!(is_zeroed::<SecretBuffer<8>>());
    }

    #[test]
    fn what_is_rejected_leaves_the_token() {
        let mut buffer = SecretBuffer::<8>::new();
        buffer.set("token").expect("a token");
        let too_long = BuildError::Capacity(CapacityError { capacity: "secret", limit: 8, needed: 9 });
        assert_eq!(buffer.set("long-long"), Err(too_long));
        assert!(buffer.set("to ken").is_err() && buffer.set("").is_err());
        assert_eq!(buffer.secret().map(Secret::as_bytes), Some(&b"token"[..]));
    }
}
