//! Certificates of the test's own.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use std::path::{Path, PathBuf};
use std::{fs, ops::Range};

/// Years in which a certificate is valid.
pub const NOW: Range<i32> = 2020..4000;
pub const PAST: Range<i32> = 2020..2021;

pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut parameters = parameters(&[], NOW);
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(parameters, key).expect("a certificate"))
    }

    /// Returns a server's certificate and its key.
    pub fn certify(&self, names: &[&str], years: Range<i32>) -> (String, String) {
        let key = KeyPair::generate().expect("a key");
        let certificate = parameters(names, years).signed_by(&key, &self.0).expect("a certificate");
        (certificate.pem(), key.serialize_pem())
    }

    /// Writes its certificate into a folder.
    pub fn write(&self, folder: &Path, name: &str) -> PathBuf {
        let file = folder.join(name);
        fs::write(&file, self.0.pem()).expect("a file");
        file
    }
}

/// Returns a server's certificate, which no authority has signed, and its key.
pub fn self_signed(names: &[&str], is_authority: IsCa) -> (String, String) {
    let key = KeyPair::generate().expect("a key");
    let mut parameters = parameters(names, NOW);
    parameters.is_ca = is_authority;
    let certificate = parameters.self_signed(&key).expect("a certificate");
    (certificate.pem(), key.serialize_pem())
}

fn parameters(names: &[&str], years: Range<i32>) -> CertificateParams {
    let names = names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let mut parameters = CertificateParams::new(names).expect("names");
    (parameters.not_before, parameters.not_after) = (date_time_ymd(years.start, 1, 1), date_time_ymd(years.end, 1, 1));
    parameters
}
