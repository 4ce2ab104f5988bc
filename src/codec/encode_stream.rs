//! Writing messages to streams.

use crate::json::{WriteError, stream};
use crate::proto::Field;
use core::fmt;

/// Writes a message's encoding piece by piece, without ever holding all of it.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let mut text = String::new();
/// vitalwire::to_fmt(&WorkerThreadScalingReport { current_thread_count: 12 }, &mut text)?;
/// assert_eq!(text, r#"{"currentThreadCount":12}"#);
/// # Ok::<(), vitalwire::json::WriteError<std::fmt::Error>>(())
/// ```
///
/// # Errors
/// The writer's first error, or [`SerializeError`](crate::SerializeError) if a [`Serde`](crate::proto::Serde) can't be
/// serialized; nothing more is written then.
pub fn to_fmt<M: Field>(message: &M, writer: impl fmt::Write) -> Result<(), WriteError<fmt::Error>> {
    stream::to_fmt(writer, |writer| message.write(writer))
}

/// Writes a message's encoding piece by piece, without ever holding all of it. This needs the feature `std`.
///
/// The pieces are small (a name, a number): pass a [`BufWriter`](std::io::BufWriter) if each write is a system call.
/// The writer isn't flushed.
///
/// ```
/// use std::io::BufWriter;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let mut writer = BufWriter::new(Vec::new());
/// vitalwire::to_io(&WorkerThreadScalingReport { current_thread_count: 12 }, &mut writer)?;
/// assert_eq!(writer.into_inner()?, br#"{"currentThreadCount":12}"#); // this flushes it
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`to_fmt`].
#[cfg(feature = "std")]
pub fn to_io<M: Field>(message: &M, writer: impl std::io::Write) -> Result<(), WriteError<std::io::Error>> {
    stream::to_io(writer, |writer| message.write(writer))
}

/// Writes a message's encoding 64 bytes at a time, without ever holding more of it. This needs the feature
/// `embedded-io-v0.7`.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. To be able to,
/// pass `&mut writer`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let mut buffer = [0; 32];
/// let mut writer = &mut buffer[..];
/// vitalwire::to_embedded_io(&WorkerThreadScalingReport { current_thread_count: 12 }, &mut writer).unwrap();
/// assert_eq!(writer.len(), 32 - 25);
/// assert_eq!(&buffer[..25], br#"{"currentThreadCount":12}"#);
/// ```
///
/// # Errors
/// As [`to_fmt`], or [`WriteZero`](WriteError::WriteZero).
#[cfg(feature = "embedded-io-v0.7")]
pub fn to_embedded_io<M: Field, W: embedded_io::Write>(message: &M, writer: W) -> Result<(), WriteError<W::Error>> {
    stream::to_embedded_io(writer, |writer| message.write(writer))
}

/// Writes a message's encoding one window at a time, without ever holding more of it. This needs the feature
/// `embedded-io-async-v0.7`.
///
/// Each member is normally written once, whatever the size of the window, as with [`Chunks`](super::Chunks). A
/// window of 0 bytes doesn't compile.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. To be able to,
/// pass `&mut writer`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
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
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut buffer = [0; 32];
/// let mut writer = &mut buffer[..];
/// vitalwire::to_embedded_io_async(&report, &mut writer, &mut [0; 8]).await.unwrap();
/// assert_eq!(writer.len(), 32 - 25);
/// assert_eq!(&buffer[..25], br#"{"currentThreadCount":12}"#);
/// # });
/// ```
///
/// # Errors
/// As [`to_fmt`], or [`WriteZero`](WriteError::WriteZero).
///
/// # Cancelling
/// If the future is dropped before it completes, part of the encoding has been written, and nothing tells how much.
/// To know, keep [`Chunks`](super::Chunks), and write what they return.
#[cfg(feature = "embedded-io-async-v0.7")]
pub async fn to_embedded_io_async<M: Field, W: embedded_io_async::Write, const N: usize>(
    message: &M,
    mut writer: W,
    window: &mut [u8; N],
) -> Result<(), WriteError<W::Error>> {
    const { assert!(N > 0, "the window has no bytes") };
    let mut chunks = super::Chunks::new(message);
    while !chunks.is_done() {
        let chunk = chunks.next(window).map_err(WriteError::Serialize)?;
        stream::write_all_async(&mut writer, chunk).await?;
    }
    Ok(())
}
