//! The destination of an encoding.

/// Accepts the bytes of an encoding in order.
///
/// Writing can't fail immediately: a sink that has failed remembers this, drops further bytes, and may report it with
/// [`is_full`](Self::is_full).
pub trait Sink {
    /// Accepts the next bytes.
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
