//! Runs `vitalwire_testing::checks` on the inputs that fuzzing starts from, and on those that once failed.

use std::fs;
use std::path::Path;
use vitalwire_testing::checks;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    // Deep values need much stack without optimization.
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

/// Checks an input as each kind of message, not only as the one it was found with.
fn as_each_kind(input: &[u8], check: fn(&[u8])) {
    let mut input = input.to_vec();
    for choice in 0..checks::KINDS {
        if let Some(first) = input.first_mut() {
            *first = choice;
        }
        check(&input);
    }
}

#[test]
fn chunks() {
    replay("chunks", |input| as_each_kind(input, checks::chunks));
}

#[test]
fn frames() {
    replay("frames", checks::frames);
}

#[test]
fn http() {
    replay("http", checks::http);
}

#[test]
fn in_place() {
    for target in ["in_place", "messages"] {
        replay(target, |input| as_each_kind(input, checks::in_place));
    }
}

#[test]
fn line() {
    replay("line", checks::line);
}

#[test]
fn messages() {
    replay("messages", |input| as_each_kind(input, checks::messages));
}

#[test]
fn outbox() {
    replay("outbox", checks::outbox);
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
fn spans() {
    replay("spans", checks::spans);
}

#[test]
fn times() {
    replay("times", checks::times);
}

#[test]
fn values() {
    replay("values", |input| as_each_kind(input, checks::values));
}
