//! How a connection is encrypted, and what isn't connected to.

use crate::certificates::{Authority, NOW, PAST, self_signed};
use crate::postgres::Server;
use crate::support::{Collector, eventually};
use ::postgres::{Client, NoTls};
use rcgen::{BasicConstraints, IsCa};
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, ops::Range};

/// The server's name, which is looked up nowhere.
const NAME: &str = "db.test";

/// Starts a server with TLS, which needs a password.
fn encrypted(authority: &Authority, years: Range<i32>) -> Server {
    let (certificate, key) = authority.certify(&[NAME, "127.0.0.1"], years);
    encrypted_with(&certificate, &key)
}

fn encrypted_with(certificate: &str, key: &str) -> Server {
    let access = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256";
    let files = [("server.crt", certificate), ("server.key", key), ("pg_hba.conf", access)];
    let server = Server::start_with(&files, &["listen_addresses=127.0.0.1", "ssl=on"]);
    client(&server).batch_execute("ALTER ROLE postgres PASSWORD 's3cret'").expect("a password");
    server
}

fn plain() -> Server {
    Server::start_with(&[], &["listen_addresses=127.0.0.1"])
}

/// Connects by the socket.
fn client(server: &Server) -> Client {
    Client::connect(&server.url(), NoTls).expect("a server")
}

/// Starts a collector, which must be able to store and to read, and checks whether its two connections are encrypted.
#[track_caller]
fn check_connections(server: &Server, arguments: &[&str], are_encrypted: bool) {
    let collector = Collector::start(&format!("at-{}", server.port), arguments);
    collector.report(&[json!({"labels": {"WORKER_ID": "boiler-7"}, "workerHealthReport": {"vmIsHealthy": true}})]);
    assert_eq!(collector.get("/fleet.json").json()["workers"][0]["name"], "boiler-7");
    let mut client = client(server);
    let sql = "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = $1";
    // Those of a collector that was killed may still be there for a moment.
    eventually("two connections", || {
        let rows = client.query(sql, &[&"vitalwire-collector"]).expect("rows");
        let found = rows.iter().map(|row| row.get::<_, bool>(0)).collect::<Vec<_>>();
        (found == [are_encrypted; 2]).then_some(())
    });
}

/// Returns what a collector says that can't start.
#[track_caller]
fn failure(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitalwire-collector"));
    let Output { status, stderr, .. } = command.args(["--listen", "127.0.0.1:0"]).args(arguments).output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

#[track_caller]
fn check_failure(arguments: &[&str], reason: &str) {
    let error = failure(arguments);
    assert!(error.contains(reason), "{arguments:?}: {error}");
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
#[ignore = "needs PostgreSQL's programs"]
fn both_connections_are_encrypted() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new("ours");
    let server = encrypted(&authority, NOW);
    let file = authority.write(folder.path(), "ca.pem");
    let authorities = ["--store-ca-file", text(&file)];
    for (name, parameters) in
        [(NAME, ""), (NAME, "sslmode=require&channel_binding=require"), ("127.0.0.1", "sslmode=prefer")]
    {
        let url = server.tcp_url(name, parameters);
        check_connections(&server, &[&["--store", &url], &authorities[..]].concat(), true);
    }
}

#[test]
#[ignore = "needs PostgreSQL's programs"]
fn a_certificate_may_be_its_own_authority() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("server.pem");
    let start = |is_authority| {
        let (certificate, key) = self_signed(&[NAME], is_authority);
        fs::write(&file, &certificate).unwrap();
        encrypted_with(&certificate, &key)
    };
    let server = start(IsCa::ExplicitNoCa);
    check_connections(&server, &["--store", &server.tcp_url(NAME, ""), "--store-ca-file", text(&file)], true);
    let server = start(IsCa::Ca(BasicConstraints::Unconstrained));
    let arguments = ["--store", &server.tcp_url(NAME, ""), "--store-ca-file", text(&file)];
    check_failure(&arguments, "it's an authority's: a server's has basicConstraints=CA:FALSE");
}

#[test]
#[ignore = "needs PostgreSQL's programs"]
fn a_certificate_that_is_wrong_is_an_error_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let (authority, other) = (Authority::new("ours"), Authority::new("another"));
    let file = authority.write(folder.path(), "ca.pem");
    let other = other.write(folder.path(), "other.pem");
    let (ours, other) = (["--store-ca-file", text(&file)], ["--store-ca-file", text(&other)]);

    let server = encrypted(&authority, NOW);
    let unknown = "UnknownIssuer: --store-ca-file has the authorities to trust, and sslmode=disable does without TLS";
    for mode in ["prefer", "require"] {
        let url = server.tcp_url(NAME, &format!("sslmode={mode}"));
        check_failure(&["--store", &url], unknown);
        check_failure(&[&["--store", &url], &other[..]].concat(), unknown);
        let url = server.tcp_url("elsewhere.test", &format!("sslmode={mode}"));
        check_failure(&[&["--store", &url], &ours[..]].concat(), "certificate not valid for name \"elsewhere.test\"");
    }
    drop(server);

    let server = encrypted(&authority, PAST);
    let url = server.tcp_url(NAME, "");
    check_failure(&[&["--store", &url], &ours[..]].concat(), "certificate expired");
}

#[test]
#[ignore = "needs PostgreSQL's programs"]
fn a_server_without_tls_is_enough_unless_more_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = Authority::new("ours").write(folder.path(), "ca.pem");
    let server = plain();
    for parameters in ["", "sslmode=prefer", "sslmode=disable"] {
        check_connections(&server, &["--store", &server.tcp_url(NAME, parameters)], false);
    }
    let socket = format!("{}?sslmode=require", server.url());
    check_connections(&server, &["--store", &socket], false);

    let unencrypted = "server does not support TLS";
    check_failure(&["--store", &server.tcp_url(NAME, "sslmode=require")], unencrypted);
    check_failure(&["--store", &server.tcp_url(NAME, ""), "--store-ca-file", text(&file)], unencrypted);
}

#[test]
fn options_that_make_no_sense_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let file = Authority::new("ours").write(folder.path(), "ca.pem");
    let authorities = ["--store-ca-file", text(&file)];

    let modes = "sslmode is disable, prefer or require, which checks all that libpq's verify-full does";
    for parameter in ["sslmode=verify-full", "sslmode=allow", "sslrootcert=ca.pem"] {
        check_failure(&["--store", &format!("postgres://a@127.0.0.1:1/c?{parameter}")], modes);
    }
    check_failure(&["--store", "postgres://a@127.0.0.1:1/c?channel_binding=no"], "`channel_binding`");

    let database = folder.path().join("a.db");
    for store in [text(&database), "postgres://a@%2Ftmp/c", "postgres://a@127.0.0.1:1/c?sslmode=disable"] {
        check_failure(
            &[&["--store", store], &authorities[..]].concat(),
            "--store-ca-file is for PostgreSQL by TCP, without sslmode=disable",
        );
    }
    assert!(!database.exists());

    let missing = "/nowhere";
    let empty = folder.path().join("empty.pem");
    fs::write(&empty, "\n").unwrap();
    let broken = folder.path().join("broken.pem");
    fs::write(&broken, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").unwrap();
    for (file, reason) in [
        (missing, "can't read /nowhere"),
        (text(&empty), "empty.pem has no certificate"),
        (text(&broken), "broken.pem isn't PEM"),
    ] {
        check_failure(&["--store", "postgres://a@127.0.0.1:1/c", "--store-ca-file", file], reason);
    }
}
