//! The power is cut, or a future dropped, in the middle of any word and any erasure.
//!
//! `cargo test` tries a sample. All of it, in some minutes:
//!
//! ```sh
//! SHELF_ALL=1 cargo test --release -p vitalwire-agent --test shelf
//! ```

use crate::is_thorough;
use crate::worker::{End, Random, Step, World, steps};
use vitalwire_testing::flash::{Cut, EraseTear, Flash, Tear, WordTear};

/// What interrupts the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Interrupt {
    /// Then it starts again.
    PowerCut,
    /// It goes on with the same shelf.
    DroppedFuture,
}

use Interrupt::{DroppedFuture, PowerCut};

/// A worker, its flash, and what it does.
struct Case<const READ: usize, const WORD: usize, const PAGE: usize> {
    pages: usize,
    steps: Vec<Step>,
    interrupt: Interrupt,
    /// Whether its shelf is full at times without an interrupt, too.
    is_full: bool,
    /// The sums of all runs.
    runs: u64,
    duplicates: u64,
    hidden: u64,
}

impl<const READ: usize, const WORD: usize, const PAGE: usize> Case<READ, WORD, PAGE> {
    /// Does 200 things, of which `commits` in 100 are commits, with an interrupt at each word and each erasure, and in
    /// each of them with each remainder.
    fn check(pages: usize, commits: u64, interrupt: Interrupt) {
        let len = if is_thorough() { 200 } else { 80 };
        // What mostly commits fills its shelf.
        let (mut case, whole) = (0..)
            .map(|seed| Self::of(pages, steps(len, seed, commits), interrupt))
            .find(|(case, _)| case.is_full == (commits > 50))
            .expect("one of them is so");
        let (operations, erases, dropped) = (whole.flash.operations(), &whole.flash.before_erases, whole.dropped);

        // Of a sample, all but so many are left out.
        let every = |len: usize, sample| if is_thorough() { 1 } else { len.div_ceil(sample) };
        let erase = |erase| Tear { word: WordTear::RandomBits, erase };
        for after in (0..operations).step_by(every(operations as usize, 6)).filter(|after| !erases.contains(after)) {
            for word in WordTear::ALL {
                case.run(&[(after, Tear { word, erase: EraseTear::Nothing })], Cut::Word);
            }
        }
        for &after in erases.iter().step_by(every(erases.len(), 2)) {
            for first in EraseTear::ALL {
                case.run(&[(after, erase(first))], Cut::Erase);
                for &second in EraseTear::ALL.iter().step_by(every(EraseTear::ALL.len(), 1)) {
                    // What comes next is to repair it, unless nothing was left to do.
                    case.run(&[(after, erase(first)), (0, erase(second))], Cut::Erase);
                }
            }
        }
        println!(
            "{interrupt:?}, {pages} pages of {PAGE} bytes, words of {WORD}, read by {READ}: {operations} operations, \
             {} of them erasures; {dropped} dropped; {} runs, {} duplicates, {} hidden",
            erases.len(),
            case.runs,
            case.duplicates,
            case.hidden
        );
        assert!(case.hidden <= 1 + case.runs / 10_000, "{} were hidden in {} runs", case.hidden, case.runs);
    }

    /// What happens in it without an interrupt is checked, too.
    fn of(pages: usize, steps: Vec<Step>, interrupt: Interrupt) -> (Self, World<READ, WORD, PAGE>) {
        let mut case = Self { pages, steps, interrupt, is_full: false, runs: 0, duplicates: 0, hidden: 0 };
        let mut whole = case.world();
        assert_eq!(whole.run(&case.steps), End::Done);
        case.is_full = whole.full > 0;
        let mut recovered = whole.clone();
        assert_eq!(recovered.recover(), End::Done);
        recovered.check(whole.dropped + recovered.in_memory);
        (case, whole)
    }

    fn world(&self) -> World<READ, WORD, PAGE> {
        let mut world = World::new(Flash::new(self.pages));
        world.flash.is_slow = self.interrupt == DroppedFuture;
        world
    }

    /// Runs it with a cut after so many words and erasures, and others after that.
    fn run(&mut self, cuts: &[(u64, Tear)], kind: Cut) {
        let mut world = self.world();
        let mut cuts = cuts.iter().enumerate();
        let interrupt = self.interrupt;
        let mut set_next = |world: &mut World<READ, WORD, PAGE>| {
            let Some((index, &(after, tear))) = cuts.next() else { return };
            world.flash.cut_after(after, tear, after ^ (index as u64) << 32);
            if interrupt == DroppedFuture {
                (world.flash.cut_after, world.patience) = (None, Some(after));
            }
        };
        set_next(&mut world);
        let end = world.run(&self.steps);
        assert_eq!(end, if interrupt == PowerCut { End::Cut(kind) } else { End::Done });
        loop {
            world.flash.power_on();
            set_next(&mut world);
            match world.recover() {
                End::Cut(_) => {}
                End::Done => break,
            }
        }
        world.check(if self.is_full || world.full > 0 { world.dropped + world.in_memory } else { 0 });
        self.runs += 1;
        self.duplicates += world.duplicates;
        self.hidden += world.hidden;
    }
}

/// The power is cut again and again, after the next word, or the next thousand.
#[test]
fn cuts_after_cuts() {
    let seeds = if is_thorough() { 20_000 } else { 10 };
    let (mut cuts, mut full, mut duplicates, mut hidden) = (0, 0, 0, 0);
    for seed in 0..seeds {
        let mut random = Random::new(seed);
        // Many have space for all that they ever store at once.
        let pages = [2, 3, 12, 12][seed as usize % 4];
        let mut world = World::new(Flash::<4, 4, 1024>::new(pages));
        for part in steps(300, seed, 20 + seed % 30).chunks(10) {
            let tear = Tear {
                word: WordTear::ALL[random.below(3) as usize],
                erase: EraseTear::ALL[random.below(12) as usize],
            };
            let most = 2 << random.below(10);
            let after = random.below(most);
            world.flash.cut_after(after, tear, random.below(u64::MAX));
            cuts += u64::from(world.run(part) != End::Done);
            world.flash.power_on();
        }
        assert_eq!(world.recover(), End::Done);
        world.check(if pages == 12 { 0 } else { world.dropped + world.in_memory });
        full += u64::from(world.dropped > 0);
        duplicates += world.duplicates;
        hidden += world.hidden;
    }
    println!(
        "{cuts} cuts of {seeds} workers, of which {full} were full at times; {duplicates} duplicates, {hidden} hidden"
    );
}

#[test]
fn two_pages() {
    Case::<4, 4, 1024>::check(2, 30, PowerCut);
}

#[test]
fn two_pages_that_are_full() {
    Case::<4, 4, 1024>::check(2, 60, PowerCut);
}

#[test]
fn three_pages() {
    Case::<4, 4, 1024>::check(3, 30, PowerCut);
}

#[test]
fn three_pages_that_are_full() {
    Case::<1, 4, 1024>::check(3, 60, PowerCut);
}

#[test]
fn words_of_eight_bytes() {
    Case::<1, 8, 1024>::check(2, 30, PowerCut);
    Case::<8, 8, 1024>::check(2, 60, PowerCut);
}

#[test]
fn bytes() {
    Case::<1, 1, 1024>::check(3, 45, PowerCut);
}

#[test]
fn dropped_futures() {
    Case::<4, 4, 1024>::check(2, 30, DroppedFuture);
    Case::<4, 4, 1024>::check(3, 60, DroppedFuture);
    Case::<1, 8, 1024>::check(2, 60, DroppedFuture);
}
