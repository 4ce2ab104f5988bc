//! An outbox in lists and strings, as its documentation says it.

use super::Draft;
use super::message::{Message, Time};
use vitalwire::rpc::{Code, Outcome};
use vitalwire_agent::Instant;
use vitalwire_agent::outbox::{Dropped, PushError, Rank};
use vitalwire_agent::schedule::WallClock;

/// From what is sent first to what is dropped first.
pub const RANKS: [Rank; 4] = [Rank::Farewell, Rank::Event, Rank::Health, Rank::Metrics];

/// How a batch ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Outcome(Outcome),
    Cut,
}

#[derive(Clone, Debug)]
pub struct Model {
    bytes: usize,
    slots: usize,
    boot: Option<u32>,
    /// How many messages have entered.
    entered: u32,
    /// From the oldest on.
    messages: Vec<Message>,
    dropped: Dropped,
    /// The most bytes of a batch that the backend may not find too large.
    limit: usize,
    /// The most messages in a batch while there are suspects.
    half: usize,
}

impl Model {
    pub fn new(bytes: usize, slots: usize, boot: Option<u32>) -> Self {
        let (messages, dropped) = (Vec::new(), Dropped::default());
        Self { bytes, slots, boot, entered: 0, messages, dropped, limit: usize::MAX, half: 0 }
    }

    /// From the oldest on.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    pub fn has(&self, rank: Rank) -> bool {
        self.messages.iter().any(|message| message.rank == rank)
    }

    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    pub fn forget_dropped(&mut self) {
        self.dropped = Dropped::default();
    }

    /// Messages in the batch, from the oldest on.
    pub fn in_flight(&mut self) -> impl Iterator<Item = &mut Message> {
        self.messages.iter_mut().filter(|message| message.is_in_flight)
    }

    /// `when` is no earlier than what `clock` has observed.
    pub fn push(
        &mut self,
        rank: Rank,
        draft: &Draft,
        made: Instant,
        clock: &WallClock,
        when: Instant,
    ) -> Result<(), PushError> {
        let kind = draft.kind();
        let waits = |message: &Message| message.rank == Rank::Metrics && *message.kind == *kind;
        if rank == Rank::Metrics && self.messages.iter().any(waits) {
            return Err(PushError::Waits);
        }
        if self.boot.is_some() && draft.has_own_sequence_label() {
            return Err(PushError::LabelTaken);
        }
        if draft.json == "{}" {
            return Err(PushError::Empty);
        }
        let json = match self.boot {
            Some(boot) => draft.labelled(&format!("{boot}.{}.{}", rank as u32, self.entered)),
            None => draft.json.clone(),
        };
        let mut message =
            Message::new(rank, &kind, &json, if draft.has_time() { Time::Own } else { Time::Unknown(made) });
        message.learn_time(clock, when);
        if message.space() > self.bytes {
            return Err(PushError::TooLong { needed: message.space() });
        }
        let (rest, lost) = self.without_what_goes_for(&message).ok_or(PushError::Full)?;
        (self.messages, self.entered) = (rest, self.entered + 1);
        self.messages.push(message);
        lost.into_iter().for_each(|rank| self.count_dropped(rank));
        Ok(())
    }

    /// Returns the messages that are left if one enters, and the ranks of those that are lost.
    fn without_what_goes_for(&self, new: &Message) -> Option<(Vec<Message>, Vec<Rank>)> {
        let (mut rest, mut lost) = (self.messages.clone(), Vec::new());
        rest.retain(|message| !new.replaces(message) || message.is_in_flight);
        let fits = |rest: &[Message]| {
            rest.len() < self.slots && rest.iter().map(Message::space).sum::<usize>() + new.space() <= self.bytes
        };
        while !fits(&rest) {
            let victims: &[Rank] = match new.rank {
                Rank::Farewell => &[Rank::Health, Rank::Event, Rank::Metrics],
                Rank::Event => &[Rank::Health, Rank::Event],
                Rank::Health | Rank::Metrics => &[],
            };
            let victim = victims
                .iter()
                .find_map(|rank| rest.iter().position(|message| message.rank == *rank && !message.is_in_flight))?;
            lost.push(rest.remove(victim).rank);
        }
        Some((rest, lost))
    }

    /// Returns the number of messages. `when` is no earlier than what `clock` has observed.
    pub fn batch(&mut self, limit: usize, clock: &WallClock, when: Instant) -> usize {
        self.end_flight();
        self.messages.iter_mut().for_each(|message| message.learn_time(clock, when));

        let limit = limit.min(self.limit);
        let has_suspects = self.messages.iter().any(|message| message.is_suspect);
        let is_farewell = |message: &Message| message.rank == Rank::Farewell;
        let mut farewells = self.messages.iter().filter(|message| is_farewell(message));
        let only_farewells = has_suspects && farewells.next().is_some_and(|first| !first.is_suspect);
        let most = if has_suspects { self.half } else { usize::MAX };
        let may_go = |message: &Message| match has_suspects {
            true if only_farewells => is_farewell(message),
            true => message.is_suspect,
            false => true,
        };
        let held = self.messages.iter().find(|message| message.is_held).map(|message| message.rank);
        let is_other = |message: &Message| Some(message.rank) != held && may_go(message);
        let held = held.filter(|_| self.messages.iter().any(is_other));
        self.messages.iter_mut().for_each(|message| message.is_held = false);
        let (mut count, mut len) = (0, 0);
        for rank in RANKS.into_iter().filter(|rank| Some(*rank) != held) {
            for message in self.messages.iter_mut().filter(|message| message.rank == rank && may_go(message)) {
                let with_comma = len + usize::from(count > 0) + message.sent_len();
                if count > 0 && (with_comma > limit || count == most) {
                    break;
                }
                message.is_in_flight = true;
                (count, len) = (count + 1, with_comma);
            }
        }
        count
    }

    /// Ends the last batch, if there is one that isn't settled.
    pub fn settle(&mut self, end: End) {
        let count = self.in_flight().count();
        let len = self.in_flight().map(|message| message.sent_len() + 1).sum::<usize>().saturating_sub(1);
        match end {
            _ if count == 0 => {}
            End::Outcome(Outcome::Accepted) => {
                self.messages.retain(|message| !message.is_in_flight);
                // By how much, and when, is the outbox's own business.
                if len >= self.limit / 2 {
                    self.limit = self.limit.saturating_add(self.limit / 8 + 1);
                }
            }
            End::Outcome(Outcome::TooLarge) | End::Cut if count > 1 => self.limit = len / 2,
            End::Cut => self.in_flight().for_each(|message| message.is_held = true),
            End::Outcome(Outcome::TooLarge) => self.drop_batch(),
            End::Outcome(Outcome::Rejected { code }) if is_about_messages(code) => {
                if count == 1 {
                    self.drop_batch();
                } else {
                    self.half = count.div_ceil(2);
                    self.messages.iter_mut().for_each(|message| message.is_suspect = message.is_in_flight);
                }
            }
            _ => {}
        }
        self.end_flight();
    }

    fn drop_batch(&mut self) {
        for rank in self.in_flight().map(|message| message.rank).collect::<Vec<_>>() {
            self.count_dropped(rank);
        }
        self.messages.retain(|message| !message.is_in_flight);
    }

    /// All messages wait again. Of health, only the latest of each kind matters.
    fn end_flight(&mut self) {
        self.in_flight().for_each(|message| message.is_in_flight = false);
        let all = core::mem::take(&mut self.messages);
        for (index, message) in all.iter().enumerate() {
            if !all[index + 1..].iter().any(|later| later.replaces(message)) {
                self.messages.push(message.clone());
            }
        }
    }

    fn count_dropped(&mut self, rank: Rank) {
        match rank {
            Rank::Farewell => self.dropped.farewell += 1,
            Rank::Event => self.dropped.event += 1,
            Rank::Health => self.dropped.health += 1,
            Rank::Metrics => self.dropped.metrics += 1,
        }
    }
}

fn is_about_messages(code: Option<Code>) -> bool {
    use Code::{Cancelled, NotFound, PermissionDenied, Unimplemented};
    !code.is_some_and(|code| [PermissionDenied, NotFound, Unimplemented, Cancelled].contains(&code))
}
