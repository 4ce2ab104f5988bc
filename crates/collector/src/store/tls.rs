//! How a connection to PostgreSQL is encrypted.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Returns what begins TLS, and checks the server's certificate and its name: by the authorities in a file, or without
/// one by those that browsers trust.
pub fn connector(authorities: Option<&Path>) -> Result<MakeRustlsConnect, String> {
    let roots = match authorities {
        Some(path) => read(path)?,
        None => RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() },
    };
    // Which provider is the process's own would depend on what else is linked.
    let builder = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|error| error.to_string())?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    // `sslnegotiation=direct` needs it.
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

/// Reads the authorities' certificates. Of many, some may be too odd to be used.
fn read(path: &Path) -> Result<RootCertStore, String> {
    let shown = path.display();
    let pem = fs::read(path).map_err(|error| format!("can't read {shown}: {error}"))?;
    let certificates = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates.map_err(|error| format!("{shown} isn't PEM: {error}"))?);
    if roots.is_empty() { Err(format!("{shown} has no certificate")) } else { Ok(roots) }
}

/// Returns what helps against an error, if it's one of TLS that many will see.
pub fn advice(error: &(dyn Error + 'static)) -> Option<&'static str> {
    // An error of I/O has its cause in it, which isn't its source.
    match error.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref()? {
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            Some("--store-ca-file has the authorities to trust, and sslmode=disable does without TLS")
        }
        // `openssl req -x509` makes such a one.
        rustls::Error::InvalidCertificate(CertificateError::Other(cause))
            if cause.to_string() == "CaUsedAsEndEntity" =>
        {
            Some("it's an authority's: a server's has basicConstraints=CA:FALSE")
        }
        _ => None,
    }
}
