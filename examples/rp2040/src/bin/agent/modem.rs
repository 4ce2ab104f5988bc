//! A modem in transparent mode: all bytes that it gets are the connection's.

use core::fmt;
use embassy_futures::select::{Either, select};
use embassy_rp::gpio::{Input, Output};
use embassy_rp::uart::{self, BufferedUart};
use embassy_time::{Duration, Timer, with_timeout};
use embedded_io_async::{ErrorKind, ErrorType, Read, Write};

/// How long a modem needs to see that DTR has changed.
const HANG_UP: Duration = Duration::from_millis(500);
/// How long the UART is quiet when nothing follows.
const QUIET: Duration = Duration::from_millis(20);

/// A modem that dials when DTR becomes low, and hangs up when it becomes high. DCD is low while there is a connection.
/// Both are as they are on a modem's logic side, where low is active.
pub struct Modem {
    uart: BufferedUart,
    dtr: Output<'static>,
    dcd: Input<'static>,
}

impl Modem {
    pub fn new(uart: BufferedUart, dtr: Output<'static>, dcd: Input<'static>) -> Self {
        Self { uart, dtr, dcd }
    }

    /// Waits for a connection, for as long as it takes.
    ///
    /// Each request has one of its own: on one that stays, the response to a request that was given up would be taken
    /// for that to the next one.
    pub async fn connect(&mut self) -> Connection<'_> {
        // From here on, it hangs up when it's dropped.
        let connection = Connection(self);
        let Modem { uart, dtr, dcd } = &mut *connection.0;
        dtr.set_high();
        Timer::after(HANG_UP).await;
        dcd.wait_for_high().await;
        // What is left of a request that was given up: without a connection, the modem ignores it.
        let _ = uart.flush().await;
        dtr.set_low();
        dcd.wait_for_low().await;
        // What is left of an earlier connection, and what the modem says about this one.
        while with_timeout(QUIET, uart.read(&mut [0; 16])).await.is_ok() {}
        connection
    }
}

/// A connection, which ends when it's dropped.
pub struct Connection<'m>(&'m mut Modem);

impl Drop for Connection<'_> {
    fn drop(&mut self) {
        self.0.dtr.set_high();
    }
}

#[derive(Debug)]
pub enum ModemError {
    /// There's no connection any longer.
    HungUp,
    Uart(uart::Error),
}

impl fmt::Display for ModemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HungUp => f.write_str("the connection was closed"),
            Self::Uart(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ModemError {}

impl embedded_io_async::Error for ModemError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::HungUp => ErrorKind::BrokenPipe,
            Self::Uart(_) => ErrorKind::Other,
        }
    }
}

impl ErrorType for Connection<'_> {
    type Error = ModemError;
}

impl Read for Connection<'_> {
    async fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ModemError> {
        let Modem { uart, dcd, .. } = &mut *self.0;
        let read = match select(uart.read(buffer), dcd.wait_for_high()).await {
            Either::First(read) => read,
            // What came before the end may still be on its way.
            Either::Second(()) => with_timeout(QUIET, uart.read(buffer)).await.unwrap_or(Ok(0)),
        };
        read.map_err(ModemError::Uart)
    }
}

impl Write for Connection<'_> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ModemError> {
        let Modem { uart, dcd, .. } = &mut *self.0;
        // In this order: the UART has space also when nobody listens.
        match select(dcd.wait_for_high(), uart.write(bytes)).await {
            Either::First(()) => Err(ModemError::HungUp),
            Either::Second(written) => written.map_err(ModemError::Uart),
        }
    }

    async fn flush(&mut self) -> Result<(), ModemError> {
        let Modem { uart, dcd, .. } = &mut *self.0;
        match select(dcd.wait_for_high(), uart.flush()).await {
            Either::First(()) => Err(ModemError::HungUp),
            Either::Second(flushed) => flushed.map_err(ModemError::Uart),
        }
    }
}
