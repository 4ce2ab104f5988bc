//! Options for the access to a backend, for each command that sends.

use super::token::{Source, Token};
use clap::Args;
use std::fs;
use std::path::PathBuf;
use ureq::tls::{Certificate, PemItem, parse_pem};

/// How to get access to the backend, beside `--endpoint`.
#[derive(Args, Clone, Debug, Default)]
pub struct Access {
    /// Send the access token in FILE; it's read again if it has become stale
    #[arg(long, value_name = "FILE", requires = "endpoint")]
    token_file: Option<PathBuf>,

    /// Send the access token that COMMAND prints, by the shell; it's called again if that has become stale
    #[arg(long, value_name = "COMMAND", requires = "endpoint", conflicts_with = "token_file")]
    token_command: Option<String>,

    /// Trust the authorities whose certificates are in FILE (PEM), instead of those that browsers trust
    #[arg(long, value_name = "FILE", requires = "endpoint")]
    ca_file: Option<PathBuf>,
}

impl Access {
    /// Returns what it means that the backend doesn't know who sends.
    pub fn when_unauthenticated(&self) -> &'static str {
        if self.token().is_some() { "the token isn't accepted" } else { "the backend wants a token: --token-file" }
    }

    pub(super) fn token(&self) -> Option<Token> {
        let source = match (&self.token_file, &self.token_command) {
            (Some(path), _) => Source::File(path.clone()),
            (None, Some(command)) => Source::Command(command.clone()),
            (None, None) => return None,
        };
        Some(Token::new(source))
    }

    pub(super) fn certificates(&self) -> Result<Option<Vec<Certificate<'static>>>, String> {
        let Some(path) = &self.ca_file else { return Ok(None) };
        let pem = fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
        let items = parse_pem(&pem).collect::<Result<Vec<_>, _>>();
        let items = items.map_err(|error| format!("{} isn't PEM: {error}", path.display()))?;
        let certificates = items.into_iter().filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        });
        let certificates = certificates.collect::<Vec<_>>();
        if certificates.is_empty() {
            return Err(format!("{} has no certificate", path.display()));
        }
        Ok(Some(certificates))
    }
}
