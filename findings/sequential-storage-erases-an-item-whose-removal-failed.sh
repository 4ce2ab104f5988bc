#!/usr/bin/env bash
# sequential-storage 8.0.2: an item is lost if removing it fails, and iteration goes on.
#
# `QueueIteratorEntry::pop` takes the item for removed before it has written anything. If the flash then returns an error, or the
# future is dropped, `next` thinks that the page has no items, and erases it. A loop that ends with the first error is safe.
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
    let mut flash = Flash { bytes: vec![0xFF; 2 * PAGE], words: None };
    let range = QueueConfig::new(0..2 * PAGE as u32);
    let mut queue = QueueStorage::new(&mut flash, range, Cache::new_uncached());
    // Each on a page of its own.
    ready(queue.push(&[1; 3000], false)).unwrap();
    ready(queue.push(&[2; 3000], false)).unwrap();

    queue.flash().words = Some(0);
    let (mut items, mut buffer) = (ready(queue.iter()).unwrap(), [0; PAGE]);
    let popped = ready(ready(items.next(&mut buffer)).unwrap().unwrap().pop()).map(|item| item[0]);
    println!("pop: {popped:?}");
    println!("next: {:?}", ready(items.next(&mut buffer)).unwrap().map(|item| item[0]));
    println!("peek: {:?}", ready(queue.peek(&mut buffer)).unwrap().map(|item| item[0]));
}
RUST
output=$(cargo run --quiet)
echo "$output"
# The first item was neither removed nor is it there.
grep --quiet '^pop: Err' <<<"$output" && grep --quiet '^peek: Some(2)' <<<"$output"
