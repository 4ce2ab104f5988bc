//! A shelf in flash that is RAM: an event is committed, and after a reset it's sent and removed.

#![cfg_attr(target_os = "none", no_std, no_main)]

use core::convert::Infallible;
use core::hint::black_box;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use embedded_storage_async::nor_flash::{ErrorType, MultiwriteNorFlash, NorFlash, ReadNorFlash};
use firmware::messages::health::{Request, fill};
use firmware::{Failure, board, cost, image};
use vitalwire::rpc::Outcome;
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Outbox, Slot};
use vitalwire_agent::schedule::WallClock;
use vitalwire_agent::shelf::{CommitError, Shelf, ShelfError, ShelfRank};

image!(shelf);

fn shelf() -> Result<(), Failure> {
    let mut flash = Memory([0xFF; 2 * PAGE]);
    let mut request = Request::EMPTY;
    fill(&mut request)?;
    let mut committed = Ok(());
    cost::part("opened, an event committed", &mut || committed = ready(commit(&mut flash, &request)));
    committed.map_err(|_| Failure::Shelf)?;
    let (mut sent, mut all) = (Ok(0), 0);
    cost::part("opened, an event loaded and removed", &mut || {
        sent = ready(send(&mut flash));
        // It's run more than once.
        all += sent.unwrap_or(0);
    });
    sent.map_err(|_| Failure::Shelf)?;
    board::print_number(all as u32);
    board::print(b" bytes\n");
    Ok(())
}

async fn commit(flash: &mut Memory, request: &Request) -> Result<(), CommitError<Infallible>> {
    let mut buffer = [0; 512];
    let mut shelf = Shelf::open(flash, 0..RANGE, &mut buffer, black_box(7)).await?;
    let [event] = &request.worker_messages;
    shelf.commit(ShelfRank::Event, black_box(event), Instant::default(), &WallClock::UNKNOWN).await
}

/// Returns how many bytes the outbox has sent.
async fn send(flash: &mut Memory) -> Result<usize, ShelfError<Infallible>> {
    let (mut buffer, mut bytes, mut slots) = ([0; 512], [0; 1024], [Slot::EMPTY; 4]);
    let mut shelf = Shelf::open(flash, 0..RANGE, &mut buffer, black_box(8)).await?;
    let mut outbox = Outbox::new(&mut bytes, &mut slots).with_boot(8);
    shelf.sync(&mut outbox).await?;
    let Some(batch) = outbox.batch(usize::MAX, &WallClock::UNKNOWN) else { return Ok(0) };
    let len = outbox.body(&batch, Default::default()).len();
    outbox.settle(batch, Outcome::Accepted);
    shelf.sync(&mut outbox).await?;
    Ok(len)
}

/// Returns what a future that never waits is ready with.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

const PAGE: usize = 1024;
const RANGE: u32 = 2 * PAGE as u32;

/// In place of flash.
struct Memory([u8; 2 * PAGE]);

impl Memory {
    fn at(&mut self, offset: u32, len: usize) -> &mut [u8] {
        self.0.get_mut(offset as usize..).and_then(|from| from.get_mut(..len)).unwrap_or_default()
    }
}

impl ErrorType for Memory {
    type Error = Infallible;
}

impl ReadNorFlash for Memory {
    const READ_SIZE: usize = 4;

    async fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Infallible> {
        let len = bytes.len();
        bytes.iter_mut().zip(self.at(offset, len)).for_each(|(to, from)| *to = *from);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.0.len()
    }
}

impl NorFlash for Memory {
    const WRITE_SIZE: usize = 4;
    const ERASE_SIZE: usize = PAGE;

    async fn erase(&mut self, from: u32, to: u32) -> Result<(), Infallible> {
        self.at(from, to.saturating_sub(from) as usize).fill(0xFF);
        Ok(())
    }

    async fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Infallible> {
        self.at(offset, bytes.len()).iter_mut().zip(bytes).for_each(|(to, from)| *to &= *from);
        Ok(())
    }
}

impl MultiwriteNorFlash for Memory {}
