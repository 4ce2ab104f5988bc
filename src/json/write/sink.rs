//! Where the bytes of an encoding go.

/// Takes the bytes of an encoding in order.
///
/// Writing can't fail on the spot: a sink that has run into trouble remembers it, drops what comes
/// after, and may say so with [`is_full`](Self::is_full).
pub trait Sink {
    /// Takes the next bytes.
    fn write(&mut self, bytes: &[u8]);

    /// Whether all further bytes would be dropped, so that encoding can stop.
    fn is_full(&self) -> bool {
        false
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn write(&mut self, bytes: &[u8]) {
        (**self).write(bytes);
    }

    fn is_full(&self) -> bool {
        (**self).is_full()
    }
}
