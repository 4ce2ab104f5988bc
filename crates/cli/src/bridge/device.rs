//! The device at the other end of the line.

use rustix::net::sockopt::{set_socket_keepalive, set_tcp_keepcnt, set_tcp_keepidle, set_tcp_keepintvl};
use serial2::SerialPort;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// Where a device is.
#[derive(Clone, Debug, PartialEq)]
pub enum Device {
    Serial(PathBuf),
    Tcp(String),
    Unix(PathBuf),
}

/// A device that is plugged in. It's read by one thread, and written to by another.
pub enum Connection {
    Serial(SerialPort),
    Tcp(TcpStream),
    Unix(UnixStream),
}

/// How long a write takes at most. A device that doesn't read for that long has given up the request.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a network may be silent until it's asked whether the device is there; and how long after that, and how
/// often, it's asked again.
const SILENCE: Duration = Duration::from_secs(30);
const PROBE: Duration = Duration::from_secs(10);
const PROBES: u32 = 3;

impl FromStr for Device {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(address) = text.strip_prefix("tcp:") {
            let (host, port) = address.rsplit_once(':').ok_or("expected tcp:HOST:PORT")?;
            let is_address = !host.is_empty() && port.parse::<u16>().is_ok();
            return if is_address { Ok(Self::Tcp(address.to_owned())) } else { Err("expected tcp:HOST:PORT") };
        }
        let (path, of_path): (_, fn(PathBuf) -> Self) = match text.strip_prefix("unix:") {
            Some(path) => (path, Self::Unix),
            None => (text, Self::Serial),
        };
        if path.is_empty() { Err("the path is empty") } else { Ok(of_path(path.into())) }
    }
}

impl Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Serial(path) => path.display().fmt(f),
            Self::Tcp(address) => write!(f, "tcp:{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl Device {
    pub fn open(&self, baud: u32) -> io::Result<Connection> {
        Ok(match self {
            Self::Serial(path) => {
                let mut port = SerialPort::open(path, baud)?;
                port.set_write_timeout(PATIENCE)?;
                Connection::Serial(port)
            }
            Self::Tcp(address) => {
                let stream = TcpStream::connect(address)?;
                stream.set_nodelay(true)?;
                stream.set_write_timeout(Some(PATIENCE))?;
                // What has lost its power doesn't close the connection, and who only reads wouldn't notice.
                set_tcp_keepidle(&stream, SILENCE)?;
                set_tcp_keepintvl(&stream, PROBE)?;
                set_tcp_keepcnt(&stream, PROBES)?;
                set_socket_keepalive(&stream, true)?;
                Connection::Tcp(stream)
            }
            Self::Unix(path) => {
                let stream = UnixStream::connect(path)?;
                stream.set_write_timeout(Some(PATIENCE))?;
                Connection::Unix(stream)
            }
        })
    }
}

impl Connection {
    /// Returns how many bytes have arrived: at least one.
    ///
    /// # Errors
    /// The device is unplugged.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match self {
                Self::Serial(port) => port.read(buffer),
                Self::Tcp(stream) => (&*stream).read(buffer),
                Self::Unix(stream) => (&*stream).read(buffer),
            };
            match read {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => return Ok(read),
                // Serial ports always have a timeout.
                Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::TimedOut) => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Serial(port) => port.write_all(bytes),
            Self::Tcp(stream) => (&*stream).write_all(bytes),
            Self::Unix(stream) => (&*stream).write_all(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_a_path_or_an_address() {
        for (text, device) in [
            ("/dev/ttyUSB0", Device::Serial("/dev/ttyUSB0".into())),
            ("tcp:[::1]:4321", Device::Tcp("[::1]:4321".to_owned())),
            ("unix:/run/boiler", Device::Unix("/run/boiler".into())),
        ] {
            assert_eq!((text.parse(), device.to_string().as_str()), (Ok(device), text));
        }
        for text in ["", "unix:", "tcp:", "tcp:4321", "tcp::4321", "tcp:boiler", "tcp:boiler:uart", "tcp:boiler:65536"]
        {
            assert!(text.parse::<Device>().is_err(), "{text}");
        }
    }
}
