//! Short text.

/// Room for any number and any timestamp, in quotes.
pub(crate) const SHORT: usize = 32;

/// Text of at most [`SHORT`] bytes.
pub(crate) struct Short {
    /// The text, and its length in the last of them: words, that leave a processor's registers when all is done.
    words: [[u8; 4]; 9],
}

impl Short {
    /// The first `len` bytes of words, of which the lowest bits come first.
    #[inline]
    pub(crate) fn of([a, b, c, d, e, f, g, h]: [u32; 8], len: usize) -> Self {
        // One by one, since the compiler calls a function for a `map`.
        let [a, b, c, d] = [a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_le_bytes()];
        let [e, f, g, h] = [e.to_le_bytes(), f.to_le_bytes(), g.to_le_bytes(), h.to_le_bytes()];
        Self { words: [a, b, c, d, e, f, g, h, (len as u32).to_le_bytes()] }
    }

    /// What `put` puts down, and says the length of.
    #[inline]
    pub(crate) fn put(put: impl FnOnce(&mut [u8; SHORT]) -> usize) -> Self {
        let mut short = Self::of([0; 8], 0);
        let len = short.words.as_flattened_mut().first_chunk_mut().map_or(0, put);
        if let Some(place) = short.words.last_mut() {
            *place = (len as u32).to_le_bytes();
        }
        short
    }

    /// The inverse of [`as_raw`](Self::as_raw): both halves of the room with the text, and its length. Unlike bytes,
    /// integers aren't copied by a call.
    #[inline]
    pub(crate) fn split(raw: &[u8]) -> Option<([u128; 2], usize)> {
        let (front, rest) = raw.split_first_chunk()?;
        let (back, len) = rest.split_first_chunk()?;
        let halves = [u128::from_ne_bytes(*front), u128::from_ne_bytes(*back)];
        Some((halves, u32::from_le_bytes(*len.first_chunk()?) as usize))
    }

    /// All that it is.
    #[inline]
    pub(crate) fn as_raw(&self) -> &[u8] {
        self.words.as_flattened()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        let [.., len] = self.words;
        self.as_raw().get(..u32::from_le_bytes(len) as usize).unwrap_or_default()
    }

    /// The text without its quotes.
    pub(crate) fn unquoted(&self) -> &str {
        match self.as_bytes() {
            [_, text @ .., _] => core::str::from_utf8(text).unwrap_or_default(),
            _ => "",
        }
    }
}
