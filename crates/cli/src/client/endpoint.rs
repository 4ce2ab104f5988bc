//! Where a backend is.

use std::fmt::{self, Display};
use std::net::IpAddr;
use std::str::FromStr;
use ureq::http::Uri;

/// The base of all URLs of a backend, such as `https://telemetry.example`: without a slash at its end, a user or a
/// query.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    is_encrypted: bool,
    is_loopback: bool,
    base: String,
}

impl Endpoint {
    /// Whether nobody else can read what is sent there.
    pub fn is_private(&self) -> bool {
        self.is_encrypted || self.is_loopback
    }

    /// Whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }
}

impl FromStr for Endpoint {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = "expected a URL such as https://telemetry.example or http://127.0.0.1:8080";
        let uri = text.parse::<Uri>().map_err(|_| expected)?;
        let (scheme, authority) = uri.scheme_str().zip(uri.authority()).ok_or(expected)?;
        let is_encrypted = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(expected),
        };
        if authority.as_str().contains('@') {
            return Err("the URL has a user: a token is the only way to log in");
        }
        let host = authority.host();
        let has_port = authority.as_str() != host;
        // A port that is none, such as 99999, would count as none that is given: the scheme's.
        if host.is_empty() || (has_port && authority.port_u16().is_none()) {
            return Err(expected);
        }
        if uri.query().is_some() || text.contains('#') {
            return Err("the URL has a query or a fragment: only its start is of use");
        }
        let base = format!("{scheme}://{authority}{}", uri.path().trim_end_matches('/'));
        Ok(Self { is_encrypted, is_loopback: is_loopback(host), base })
    }
}

impl Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_the_start_of_urls() {
        for (text, base, is_private) in [
            ("https://telemetry.example/", "https://telemetry.example", true),
            ("http://telemetry.example:8080", "http://telemetry.example:8080", false),
            ("http://localhost.telemetry.example", "http://localhost.telemetry.example", false),
            ("http://LOCALHOST:1/a/b/", "http://LOCALHOST:1/a/b", true),
            ("http://127.0.0.2", "http://127.0.0.2", true),
            ("http://[::1]:80", "http://[::1]:80", true),
            ("http://[fd00::1]", "http://[fd00::1]", false),
        ] {
            let endpoint = text.parse::<Endpoint>().expect("a URL");
            assert_eq!((endpoint.to_string().as_str(), endpoint.is_private()), (base, is_private));
        }
        for text in ["", "telemetry.example", "ftp://a", "http://", "http://me@a", "http://a?b", "http://a#b", "/a"] {
            assert!(text.parse::<Endpoint>().is_err(), "{text}");
        }
        for text in ["http://:80", "http://a:", "http://a:b", "http://a:65536", "http://[::1]:99999", "http://[::1]80"]
        {
            assert!(text.parse::<Endpoint>().is_err(), "{text}");
        }
    }
}
