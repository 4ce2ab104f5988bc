#!/usr/bin/env bash
# sequential-storage 8.0.2: a queue's `push` returns `Ok`, and the item isn't there, after a push that was cut in its header.
#
# Words are of 4 bytes, so a header is two: the checksum of the data, and the length with its own checksum. The power went after the
# first. The next push writes its header one word later, where all is blank. Then the first word of the torn header and the first
# word of the new one are read as a header; if the halves of the new one, which is a checksum, happen to be a length and its
# checksum, as for one text in some hundred thousand, the item is hidden in that. With words of 8 bytes it can't be.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "a-finding"
edition = "2024"
[dependencies]
embedded-storage-async = "=0.4.2"
sequential-storage = "=8.0.2"
TOML
cat >src/main.rs <<'RUST'
use core::{future::Future, pin::pin, task::{Context, Poll, Waker}};
use embedded_storage_async::nor_flash::{
    ErrorType, MultiwriteNorFlash, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};
use sequential_storage::{cache::Cache, queue::{QueueConfig, QueueStorage}};

const PAGE: usize = 4096;

/// Two pages, of which so many words can be written before it fails once.
struct Flash {
    bytes: Vec<u8>,
    words: Option<usize>,
}

#[derive(Debug)]
struct Failed;

impl NorFlashError for Failed {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

impl ErrorType for Flash {
    type Error = Failed;
}

impl ReadNorFlash for Flash {
    const READ_SIZE: usize = 4;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Failed> {
        bytes.copy_from_slice(&self.bytes[offset as usize..][..bytes.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.bytes.len()
    }
}

impl NorFlash for Flash {
    const WRITE_SIZE: usize = 4;
    const ERASE_SIZE: usize = PAGE;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), Failed> {
        println!("erase {from}..{to}");
        self.bytes[from as usize..to as usize].fill(0xFF);
        Ok(())
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Failed> {
        for (index, word) in bytes.chunks(4).enumerate() {
            match &mut self.words {
                Some(0) => {
                    self.words = None;
                    return Err(Failed);
                }
                words => *words = words.map(|words| words - 1),
            }
            let at = &mut self.bytes[offset as usize + 4 * index..];
            at.iter_mut().zip(word).for_each(|(old, new)| *old &= new);
        }
        Ok(())
    }
}

impl MultiwriteNorFlash for Flash {}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn main() {
    let mut flash = Flash { bytes: vec![0xFF; 2 * PAGE], words: Some(2) };
    let range = || QueueConfig::new(0..2 * PAGE as u32);
    let pushed = ready(QueueStorage::new(&mut flash, range(), Cache::new_uncached()).push(b"torn", false));
    println!("push, cut after a page's mark and half of a header: {pushed:?}");

    let mut queue = QueueStorage::new(&mut flash, range(), Cache::new_uncached());
    println!("push: {:?}", ready(queue.push(b"143707", false)));
    let mut buffer = [0; PAGE];
    println!("peek: {:?}", ready(queue.peek(&mut buffer)));
}
RUST
output=$(cargo run --quiet)
echo "$output"
grep --quiet '^push: Ok' <<<"$output" && grep --quiet '^peek: Ok(None)' <<<"$output"
