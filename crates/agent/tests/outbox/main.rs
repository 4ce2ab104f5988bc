//! The outbox: what its documentation says, as a model in lists and strings says it, and what holds for any messages.

mod backend;
mod flight;
mod kinds;
mod limits;
mod poison;
mod push;
mod random;
mod receiver;
mod sequences;
mod shown;
mod sizes;
mod times;
