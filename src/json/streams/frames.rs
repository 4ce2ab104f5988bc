//! One frame after the other, of bytes that come as they like.

use super::framing::Step;
use super::{FrameError, Framing, Lines, Records};
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
use super::{ReadError, io};

/// Takes a stream of bytes apart into frames: [`Lines`] or [`Records`].
///
/// Noise, a frame that breaks off and one that is too long cost no other frame, whatever the size of the buffer. The buffer
/// holds one frame, and what has been read beyond it: any `B` with bytes of a length that stays, as `[u8; 256]` or
/// `&mut [u8]`. A frame as long as the buffer fits, white space behind it but for its line feed included.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::decode;
/// use vitalwire::json::{FrameError, Frames};
///
/// let mut frames = Frames::lines([0; 32]);
/// // Bytes come from an interrupt, say: half a frame, and then the rest of it with more.
/// let mut received = &b"{\"currentThr"[..];
/// assert_eq!(frames.next(&mut received), None);
///
/// let mut received = &b"eadCount\": 12}\n{\"comment\": \"a line that has no place here\"}\r\n\xff#\n"[..];
/// let frame = frames.next(&mut received).unwrap()?;
/// assert_eq!(decode::<WorkerThreadScalingReport>(frame).unwrap().current_thread_count, 12);
/// assert_eq!(frames.next(&mut received), Some(Err(FrameError::TooLong { len: 45 })));
/// assert_eq!(frames.next(&mut received), Some(Ok(&b"\xff#"[..])));
/// assert_eq!(frames.next(&mut received), None);
/// # Ok::<(), FrameError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Frames<F, B> {
    framing: F,
    buffer: B,
    /// How much of the frame there is: that's the front of the buffer. Of one that is too long, none is kept.
    len: usize,
    /// How much there is of a frame that is too long; else 0.
    len_too_long: usize,
    /// What of the buffer has been read, and not looked at: from here …
    at: usize,
    /// … to here.
    end: usize,
    /// The byte behind the buffer: where a frame fills it, this tells whether the frame ends there.
    spare: [u8; 1],
}

impl<B> Frames<Lines, B> {
    /// Frames that end with a line feed.
    pub const fn lines(buffer: B) -> Self {
        Self::new(Lines::new(), buffer)
    }
}

impl<B> Frames<Records, B> {
    /// Frames that begin with a record separator.
    pub const fn records(buffer: B) -> Self {
        Self::new(Records::new(), buffer)
    }
}

impl<F, B> Frames<F, B> {
    const fn new(framing: F, buffer: B) -> Self {
        Self { framing, buffer, len: 0, len_too_long: 0, at: 0, end: 0, spare: [0] }
    }
}

impl<F: Framing, B: AsRef<[u8]> + AsMut<[u8]>> Frames<F, B> {
    /// Takes bytes off the front of `input`, up to the end of a frame, and returns that. If there's none, it has taken all
    /// of them, and waits for more.
    ///
    /// # Errors
    /// Something in place of a frame, up to which `input` has been taken. The next call goes on behind it.
    pub fn next(&mut self, input: &mut &[u8]) -> Option<Result<&[u8], FrameError>> {
        let mut found = self.scan();
        while let (None, Some((byte, rest))) = (&found, input.split_first()) {
            *input = rest;
            found = self.pass(*byte);
        }
        found.map(|found| self.frame(found))
    }

    /// The stream has ended: returns the frame that it ends with, if there's one that isn't empty.
    ///
    /// Before that, [`next`](Self::next) must have taken all bytes. What follows is a new stream.
    ///
    /// # Errors
    /// What the stream ends with is no frame.
    pub fn finish(&mut self) -> Option<Result<&[u8], FrameError>> {
        let step = self.framing.finish();
        let found = self.found(step)?;
        Some(self.frame(found))
    }

    /// Reads up to the end of a frame, and returns it.
    ///
    /// The reader is asked for as many bytes as the buffer has room, and should return those that are there, as
    /// `embedded_io` wants it: then no frame waits for the next one. What is beyond the frame stays here for the next call.
    ///
    /// ```
    /// use vitalwire::dataflow::WorkerThreadScalingReport;
    /// use vitalwire::decode;
    /// use vitalwire::json::{Frames, ReadError};
    ///
    /// let mut uart = &b"#\xff}\n{\"currentThreadCount\": 12}\r\n{\"currentThreadCount\": 8}\r\n"[..];
    /// let mut frames = Frames::lines([0; 64]);
    /// let mut counts = Vec::new();
    /// loop {
    ///     match frames.read(&mut uart) {
    ///         Ok(frame) => match decode::<WorkerThreadScalingReport>(frame) {
    ///             Ok(report) => counts.push(report.current_thread_count),
    ///             Err(error) => eprintln!("noise: {error}"),
    ///         },
    ///         Err(ReadError::NoValue) => break,
    ///         Err(error) => eprintln!("no frame: {error}"),
    ///     }
    /// }
    /// assert_eq!(counts, [12, 8]);
    /// ```
    ///
    /// # Errors
    /// [`ReadError::Io`] loses nothing: the next call goes on where this one was. [`ReadError::Frame`] costs this frame.
    /// [`ReadError::NoValue`] is the reader's end.
    #[cfg(feature = "embedded-io-v0.7")]
    pub fn read<R: embedded_io::Read>(&mut self, mut reader: R) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read(&mut reader, self.room())? {
                0 => break self.last()?,
                read => self.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Reads up to the end of a frame, and returns it: as `read` (feature `embedded-io-v0.7`), awaiting the bytes.
    ///
    /// ```
    /// use vitalwire::json::{Frames, ReadError};
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
    /// let mut socket = &b"\x1e{\"a\": 1}\n\x1e{\"a\": \x1e{\"a\": 3}\n"[..];
    /// let mut frames = Frames::records([0; 64]);
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\": 1}"[..]));
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\":"[..]), "it breaks off");
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\": 3}"[..]));
    /// assert_eq!(frames.read_async(&mut socket).await, Err(ReadError::NoValue));
    /// # });
    /// ```
    ///
    /// # Errors
    /// Those of `read`.
    ///
    /// # Cancelling
    /// If the future is dropped before its end, nothing is lost, provided that the same goes for the reader's own `read`:
    /// all that has come is in `self`, and the next call goes on from there. So a timeout may be put around it.
    #[cfg(feature = "embedded-io-async-v0.7")]
    pub async fn read_async<R: embedded_io_async::Read>(
        &mut self,
        mut reader: R,
    ) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read_async(&mut reader, self.room()).await? {
                0 => break self.last()?,
                read => self.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Looks at what has been read, up to the end of a frame.
    fn scan(&mut self) -> Option<Found> {
        while self.at < self.end {
            let [spare] = &self.spare;
            let byte = *self.buffer.as_ref().get(self.at).unwrap_or(spare);
            self.at += 1;
            if let found @ Some(_) = self.pass(byte) {
                return found;
            }
        }
        None
    }

    fn pass(&mut self, byte: u8) -> Option<Found> {
        match self.framing.pass(byte) {
            Step::Skip => None,
            Step::Keep => {
                self.keep(byte);
                None
            }
            step => self.found(step),
        }
    }

    /// Keeps a byte of the frame.
    fn keep(&mut self, byte: u8) {
        match self.buffer.as_mut().get_mut(self.len) {
            Some(place) if self.len_too_long == 0 => {
                *place = byte;
                self.len += 1;
            }
            _ => {
                self.len_too_long = self.len_too_long.max(self.len).saturating_add(1);
                self.len = 0;
            }
        }
    }

    /// What has been found where the frame ends, and goes on to the next one.
    fn found(&mut self, step: Step) -> Option<Found> {
        let len = core::mem::take(&mut self.len);
        match (step, core::mem::take(&mut self.len_too_long)) {
            (Step::Fail(error), _) => Some(Err(error)),
            (_, len @ 1..) => Some(Err(FrameError::TooLong { len })),
            (_, 0) => Some(Ok(len)).filter(|_| len > 0),
        }
    }

    /// The frame that has been found. It's still there, since nothing has been read since.
    fn frame(&self, found: Found) -> Result<&[u8], FrameError> {
        let mut frame = self.buffer.as_ref().get(..found?).unwrap_or_default();
        while let [front @ .., b' ' | b'\t' | b'\r'] = frame {
            frame = front;
        }
        Ok(frame)
    }

    /// The frame at the reader's end.
    #[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
    fn last<E>(&mut self) -> Result<Found, ReadError<E>> {
        let step = self.framing.finish();
        self.found(step).ok_or(ReadError::NoValue)
    }

    /// Room for what is read next, at least a byte. All that was read before has been looked at.
    #[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
    fn room(&mut self) -> &mut [u8] {
        (self.at, self.end) = (self.len, self.len);
        match self.buffer.as_mut().get_mut(self.len..) {
            Some(room @ [_, ..]) => room,
            _ => &mut self.spare,
        }
    }

    /// Adds what was read into the room.
    #[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
    fn add(&mut self, read: usize) {
        let room = self.buffer.as_ref().len().saturating_sub(self.len).max(1);
        self.end += read.min(room);
    }
}

/// The length of a frame in the buffer, or what is in its place.
type Found = Result<usize, FrameError>;
