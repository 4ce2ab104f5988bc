//! Writing serde types to streams.

use crate::json::WriteError;
use crate::json::stream;
use core::fmt;
use serde::Serialize;

/// Writes the encoding piece by piece, without buffering the whole of it.
///
/// ```
/// use vitalwire::json;
///
/// let mut text = vitalwire::heapless::String::<16>::new();
/// json::to_fmt(&["boiler", "7"], &mut text)?;
/// assert_eq!(text, r#"["boiler","7"]"#);
/// # Ok::<(), json::WriteError<core::fmt::Error>>(())
/// ```
///
/// # Errors
/// The [`SerializeError`](crate::SerializeError) in the value, or the writer's first error; nothing more is written
/// then.
pub fn to_fmt<T: Serialize + ?Sized>(value: &T, writer: impl fmt::Write) -> Result<(), WriteError<fmt::Error>> {
    stream::to_fmt(writer, |writer| writer.serialize(value))
}

/// Writes the encoding piece by piece, without buffering the whole of it. This needs the feature `std`.
///
/// The pieces are small (a key, a number): use a [`BufWriter`](std::io::BufWriter) if each write is a system call.
/// The writer isn't flushed.
///
/// ```
/// use vitalwire::json;
///
/// let mut sent = Vec::new();
/// json::to_io(&["boiler", "7"], &mut sent)?;
/// assert_eq!(sent, br#"["boiler","7"]"#);
/// # Ok::<(), json::WriteError<std::io::Error>>(())
/// ```
///
/// # Errors
/// The [`SerializeError`](crate::SerializeError) in the value, or the writer's first error; nothing more is written
/// then.
#[cfg(feature = "std")]
pub fn to_io<T: Serialize + ?Sized>(value: &T, writer: impl std::io::Write) -> Result<(), WriteError<std::io::Error>> {
    stream::to_io(writer, |writer| writer.serialize(value))
}

/// Writes the encoding 64 bytes at a time, without buffering more of it. This needs the feature `embedded-io-v0.7`.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. To keep the
/// writer for that, pass `&mut writer`.
///
/// ```
/// use vitalwire::json;
///
/// let mut buffer = [0; 32];
/// let mut writer = &mut buffer[..];
/// json::to_embedded_io(&["boiler", "7"], &mut writer).unwrap();
/// assert_eq!(writer.len(), 32 - 14);
/// assert_eq!(&buffer[..14], br#"["boiler","7"]"#);
/// ```
///
/// # Errors
/// The [`SerializeError`](crate::SerializeError) in the value, the writer's first error, or
/// [`WriteZero`](WriteError::WriteZero); nothing more is written then.
#[cfg(feature = "embedded-io-v0.7")]
pub fn to_embedded_io<T: Serialize + ?Sized, W: embedded_io::Write>(
    value: &T,
    writer: W,
) -> Result<(), WriteError<W::Error>> {
    stream::to_embedded_io(writer, |writer| writer.serialize(value))
}

/// Writes the encoding a window at a time, without buffering more of it. This needs the feature
/// `embedded-io-async-v0.7`.
///
/// Encoding can't wait for a writer, so the value is encoded anew for each window, up to the window's end: a window
/// of a tenth of the encoding costs about five times as much as one that holds all of it. The bytes are the same each
/// time, unless the value changes in between. A window of 0 bytes doesn't compile.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. To keep the
/// writer for that, pass `&mut writer`.
///
/// ```
/// use vitalwire::json;
///
/// # fn block_on<F: Future>(future: F) -> F::Output {
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     let mut future = std::pin::pin!(future);
/// #     loop {
/// #         if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
/// #             return output;
/// #         }
/// #     }
/// # }
/// # block_on(async {
/// let mut buffer = [0; 32];
/// let mut writer = &mut buffer[..];
/// json::to_embedded_io_async(&["boiler", "7"], &mut writer, &mut [0; 8]).await.unwrap();
/// assert_eq!(writer.len(), 32 - 14);
/// assert_eq!(&buffer[..14], br#"["boiler","7"]"#);
/// # });
/// ```
///
/// # Errors
/// The [`SerializeError`](crate::SerializeError) in the value, the writer's first error, or
/// [`WriteZero`](WriteError::WriteZero); nothing more is written then.
///
/// # Cancelling
/// If the future is dropped before it completes, part of the encoding has been written, and there is no way to tell
/// how much.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn to_embedded_io_async<T: Serialize + ?Sized, W: embedded_io_async::Write, const N: usize>(
    value: &T,
    mut writer: W,
    window: &mut [u8; N],
) -> Result<(), WriteError<W::Error>> {
    const { assert!(N > 0, "the window has no bytes") };
    let mut offset = 0;
    loop {
        let piece = super::to_window(value, offset, window).map_err(WriteError::Serialize)?;
        stream::write_all_async(&mut writer, piece).await?;
        if piece.len() < N {
            return Ok(());
        }
        offset += N;
    }
}
