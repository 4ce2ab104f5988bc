//! Percent-encoding.

/// Text in a URL's path, percent-encoded except for unreserved characters (RFC 3986, section 2.3): pieces of ASCII,
/// none of which is empty. Without memory of its own, so that it can be written to anything.
#[derive(Clone)]
pub struct PercentEncoded<'a> {
    /// What isn't returned yet. A byte that isn't plain stays here until all three pieces of it are returned.
    rest: &'a [u8],
    /// Whether slashes are plain, too.
    slashes_stay: bool,
    /// How many of those three are returned: at most two.
    step: u8,
}

impl<'a> PercentEncoded<'a> {
    /// Encodes a segment of a path, slashes included.
    #[must_use]
    pub const fn segment(text: &'a str) -> Self {
        Self { rest: text.as_bytes(), slashes_stay: false, step: 0 }
    }

    /// Encodes segments of a path that are separated by slashes.
    #[must_use]
    pub const fn segments(text: &'a str) -> Self {
        Self { rest: text.as_bytes(), slashes_stay: true, step: 0 }
    }

    fn is_plain(&self, byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || byte == b'/' && self.slashes_stay
    }
}

impl<'a> Iterator for PercentEncoded<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let plain = self.rest.iter().take_while(|&&byte| self.is_plain(byte)).count();
        let (run, rest) = self.rest.split_at_checked(plain)?;
        if !run.is_empty() {
            self.rest = rest;
            return Some(run);
        }
        let (&byte, rest) = rest.split_first()?;
        let piece = match self.step {
            0 => b"%",
            1 => digit(byte >> 4),
            _ => {
                self.rest = rest;
                digit(byte & 0xF)
            }
        };
        self.step = (self.step + 1) % 3;
        Some(piece)
    }
}

/// Returns the hexadecimal digit of a number below 16.
fn digit(number: u8) -> &'static [u8] {
    b"0123456789ABCDEF".get(usize::from(number)).map(core::slice::from_ref).unwrap_or_default()
}
