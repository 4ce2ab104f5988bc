//! The inputs that fuzzing starts from, and those on which something was wrong once: what `fuzz/checks` says holds for
//! all of them.

#[path = "../fuzz/checks/mod.rs"]
mod checks;

use std::fs;
use std::path::Path;

#[track_caller]
fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() >= 20, "{} inputs", files.len());
    // Deep values take much stack where nothing is optimised.
    let replay = move || {
        for file in files {
            println!("{}", file.display());
            check(&fs::read(file).expect("an input"));
        }
    };
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(replay).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn messages() {
    replay("messages", checks::messages);
}

#[test]
fn reader() {
    replay("reader", checks::reader);
}

#[test]
fn skip() {
    replay("skip", checks::skip);
}

#[test]
fn times() {
    replay("times", checks::times);
}

#[test]
fn values() {
    replay("values", checks::values);
}
