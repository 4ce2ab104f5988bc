//! Short strings.

/// Enough for any number and any timestamp, in quotes.
pub(crate) const SHORT_LEN: usize = 32;

/// A string of at most [`SHORT_LEN`] bytes.
pub(crate) struct ShortString {
    /// The bytes as words, which stay in registers until they are complete.
    words: [[u8; 4]; 8],
    len: usize,
}

impl ShortString {
    /// The first `len` bytes of the words, in little-endian order.
    #[inline]
    pub(crate) fn of([a, b, c, d, e, f, g, h]: [u32; 8], len: usize) -> Self {
        // One by one: the compiler makes `map` a function call.
        let [a, b, c, d] = [a.to_le_bytes(), b.to_le_bytes(), c.to_le_bytes(), d.to_le_bytes()];
        let [e, f, g, h] = [e.to_le_bytes(), f.to_le_bytes(), g.to_le_bytes(), h.to_le_bytes()];
        Self { words: [a, b, c, d, e, f, g, h], len }
    }

    /// The string that `write` writes. `write` returns its length.
    #[inline]
    pub(crate) fn write(write: impl FnOnce(&mut [u8; SHORT_LEN]) -> usize) -> Self {
        let mut short = Self::of([0; 8], 0);
        short.len = short.words.as_flattened_mut().first_chunk_mut().map_or(0, write);
        short
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Copies the whole buffer to `place`: as integers, which aren't copied with a `memcpy` call.
    #[inline]
    pub(crate) fn copy_to(&self, place: &mut [u8; SHORT_LEN]) {
        let (to, from) = (place.as_chunks_mut::<16>().0, self.words.as_flattened().as_chunks::<16>().0);
        if let ([to_front, to_back], [front, back]) = (to, from) {
            *to_front = u128::from_ne_bytes(*front).to_ne_bytes();
            *to_back = u128::from_ne_bytes(*back).to_ne_bytes();
        }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.words.as_flattened().get(..self.len).unwrap_or_default()
    }

    /// The string without its quotes.
    pub(crate) fn unquoted(&self) -> &str {
        match self.as_bytes() {
            [_, text @ .., _] => core::str::from_utf8(text).unwrap_or_default(),
            _ => "",
        }
    }
}
