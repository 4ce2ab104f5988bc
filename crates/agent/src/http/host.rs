//! Where a request is sent to.

use crate::span::span;
use vitalwire::BuildError;

/// The host of a request, and its port if that isn't the default: what the header `Host` says.
///
/// ```
/// use vitalwire_agent::http::Host;
///
/// for host in ["telemetry.example", "10.0.0.7:8080", "[fd00::7]:8080", "collector_1"] {
///     assert_eq!(Host::new(host)?.as_str(), host);
/// }
/// for other in ["", "http://telemetry.example", "user@telemetry.example", "boiler 7", "fd00::7", "boiler:0x50"] {
///     let error = Host::new(other).unwrap_err();
///     assert_eq!(error.to_string(), "expected a host such as telemetry.example, 10.0.0.7:8080 or [fd00::7]");
/// }
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Host<'a>(&'a str);

impl<'a> Host<'a> {
    /// Google's host for [`WorkerMessages`](super::Method::WorkerMessages): `dataflow.googleapis.com`.
    pub const DATAFLOW: Host<'static> = Host("dataflow.googleapis.com");
    /// Google's host for [`CheckIn`](super::Method::CheckIn): `genomics.googleapis.com`.
    pub const GENOMICS: Host<'static> = Host("genomics.googleapis.com");

    /// Creates a host: a name or an IPv4 address, of letters, digits and `-._~`, or an IPv6 address in brackets. After
    /// it, there may be a colon and a port. A name with other letters has to be in its ASCII form (Punycode); an IPv6
    /// address has no zone.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] for anything else.
    pub fn new(host: &'a str) -> Result<Self, BuildError> {
        if is_host(host.as_bytes()) {
            Ok(Self(host))
        } else {
            Err(BuildError::Malformed("a host such as telemetry.example, 10.0.0.7:8080 or [fd00::7]"))
        }
    }

    /// Returns the host as the header has it.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

/// The same as [`Host::new`].
impl<'a> TryFrom<&'a str> for Host<'a> {
    type Error = BuildError;

    fn try_from(host: &'a str) -> Result<Self, BuildError> {
        Self::new(host)
    }
}

fn is_host(host: &[u8]) -> bool {
    let after = if let [b'[', rest @ ..] = host {
        let Some((address, [b']', after @ ..])) = rest.split_at_checked(span(rest, b":.")) else { return false };
        let colons = address.iter().filter(|&&byte| byte == b':').count();
        let is_hexadecimal = !address.iter().any(|byte| matches!(byte | 0x20, b'g'..=b'z'));
        if colons < 2 || !is_hexadecimal {
            return false;
        }
        after
    } else {
        match host.split_at_checked(span(host, b"-._~")) {
            Some(([_, ..], after)) => after,
            _ => return false,
        }
    };
    match after {
        [] => true,
        [b':', port @ ..] => is_port(port),
        _ => false,
    }
}

fn is_port(digits: &[u8]) -> bool {
    let number = digits.iter().try_fold(0, |number: u16, &digit| {
        let digit = digit.is_ascii_digit().then_some(digit & 0xF)?;
        number.checked_mul(10)?.checked_add(digit.into())
    });
    number.is_some_and(|number| number > 0)
}
