//! Writing to an `embedded_io_async::Write`.

use super::{WriteError, to_window};
use embedded_io_async::Write;
use serde::Serialize;

/// Writes the encoding a window at a time, never holding more of it.
///
/// Encoding can't wait for a writer, so the value is encoded anew for each window, up to the window's end: a window of a
/// tenth of the encoding costs about five times as much as one that holds it whole. The same bytes come each time, unless
/// the value changes in between. A window of 0 bytes doesn't compile.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. For that, lend it
/// as `&mut writer`.
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
/// let mut room = [0; 32];
/// let mut writer = &mut room[..];
/// json::to_embedded_io_async(&["boiler", "7"], &mut writer, &mut [0; 8]).await.unwrap();
/// assert_eq!(writer.len(), 32 - 14);
/// assert_eq!(&room[..14], br#"["boiler","7"]"#);
/// # });
/// ```
///
/// # Errors
/// What in the value is [`Unencodable`](crate::Unencodable), the writer's first error, or
/// [`WriteZero`](WriteError::WriteZero). Nothing more is written then.
///
/// # Cancelling
/// If the future is dropped before its end, part of the encoding has been written, and nothing tells how much.
pub async fn to_embedded_io_async<T: Serialize + ?Sized, W: Write, const N: usize>(
    value: &T,
    mut writer: W,
    window: &mut [u8; N],
) -> Result<(), WriteError<W::Error>> {
    const { assert!(N > 0, "the window must have room") };
    let mut offset = 0;
    loop {
        let piece = to_window(value, offset, window).map_err(WriteError::Unencodable)?;
        write_all(&mut writer, piece).await?;
        if piece.len() < N {
            return Ok(());
        }
        offset += N;
    }
}

/// As the trait's own method, which panics where the writer takes nothing.
async fn write_all<W: Write>(writer: &mut W, mut bytes: &[u8]) -> Result<(), WriteError<W::Error>> {
    while !bytes.is_empty() {
        bytes = match writer.write(bytes).await.map_err(WriteError::Io)? {
            0 => return Err(WriteError::WriteZero),
            written => bytes.get(written..).unwrap_or_default(),
        };
    }
    Ok(())
}
