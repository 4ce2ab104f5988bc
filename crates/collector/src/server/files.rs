//! How many files the process may have open: each connection is one.

use crate::log::say;
use rustix::process::{Resource, getrlimit, setrlimit};

/// What the process needs beside connections: the database, signals and so on.
const OTHERS: u64 = 64;

/// Returns how many connections there can be, at most those that are wanted. With more, none could be opened, and those that
/// say nothing would be left in peace, as if there were plenty.
pub fn connections(wanted: u32) -> u32 {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Otherwise it stays as it is.
    let _ = setrlimit(Resource::Nofile, limit);
    let Some(files) = getrlimit(Resource::Nofile).current else { return wanted };
    let most = u32::try_from(files.saturating_sub(OTHERS).max(1)).unwrap_or(u32::MAX);
    if most < wanted {
        say(format_args!("{most} connections instead of {wanted}: this process may have {files} files open"));
    }
    wanted.min(most)
}
