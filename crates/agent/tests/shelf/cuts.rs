//! The power is cut in the middle of any word and any erasure.

use crate::worker::{End, Step, World, steps};
use vitalwire_testing::flash::{Cut, EraseTear, Flash, Tear, WordTear};

/// How much of all is tried.
struct Effort {
    /// Every so manyth word.
    words: usize,
    /// Every so manyth erasure.
    erases: usize,
    /// Every so manyth remainder of a second cut.
    second: usize,
}

fn effort() -> Effort {
    if std::env::var_os("SHELF_ALL").is_some() {
        Effort { words: 1, erases: 1, second: 1 }
    } else {
        Effort { words: 97, erases: 5, second: 5 }
    }
}

#[derive(Default)]
struct Count {
    cuts: u64,
    duplicates: u64,
}

/// Runs steps with a cut at each word and each erasure, and in each of them with each remainder.
fn cut_everywhere<const READ: usize, const WORD: usize, const PAGE: usize>(name: &str, pages: usize, steps: &[Step]) {
    let effort = effort();
    let mut whole = World::new(Flash::<READ, WORD, PAGE>::new(pages));
    assert_eq!(whole.run(steps), End::Done);
    let (operations, erases) = (whole.flash.operations(), whole.flash.before_erases.clone());
    assert_eq!(whole.recover(), End::Done);
    whole.check(whole.dropped);
    let fullest = if whole.dropped > 0 { (PAGE / 30) as u64 } else { 0 };

    let mut count = Count::default();
    let mut check = |cuts: &[(u64, Tear)]| {
        let mut world = World::new(Flash::<READ, WORD, PAGE>::new(pages));
        let mut cuts = cuts.iter().enumerate();
        let mut cut_next = |world: &mut World<READ, WORD, PAGE>| {
            if let Some((index, &(after, tear))) = cuts.next() {
                world.flash.cut_after(after, tear, after ^ (index as u64) << 32);
            }
        };
        cut_next(&mut world);
        let End::Cut(kind) = world.run(steps) else { panic!("no cut") };
        loop {
            world.flash.power_on();
            cut_next(&mut world);
            match world.recover() {
                End::Cut(_) => {}
                End::Done => break,
            }
        }
        world.flash.power_on();
        // Some counts go with the power: those of one page.
        world.check(world.dropped + fullest + if whole.dropped > 0 { whole.dropped } else { 0 });
        count.cuts += 1;
        count.duplicates += world.duplicates;
        kind
    };
    let erase = |erase| Tear { word: WordTear::RandomBits, erase };
    for after in (0..operations).step_by(effort.words).filter(|after| !erases.contains(after)) {
        for word in WordTear::ALL {
            assert_eq!(check(&[(after, Tear { word, erase: EraseTear::Nothing })]), Cut::Word);
        }
    }
    for &after in erases.iter().step_by(effort.erases) {
        for first in EraseTear::ALL {
            assert_eq!(check(&[(after, erase(first))]), Cut::Erase);
            for &second in EraseTear::ALL.iter().step_by(effort.second) {
                // What comes next is to repair it, unless nothing was left to do.
                check(&[(after, erase(first)), (0, erase(second))]);
            }
        }
    }
    println!(
        "{name}: {operations} words and erasures, of which {} erasures; {} cuts, {} duplicates",
        erases.len(),
        count.cuts,
        count.duplicates
    );
}

#[test]
fn nothing_is_lost_on_two_pages() {
    cut_everywhere::<4, 4, 1024>("two pages, words of 4", 2, &steps(200, 1, 30));
}
