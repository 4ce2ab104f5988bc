//! Messages that were sent again.

use crate::store::database::{Database, Failure};
pub use vitalwire_agent::outbox::SEQUENCE_LABEL as LABEL;

/// A label: boot, stream and number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sequence([i64; 3]);

/// Whether a message isn't known yet, in which case it is now. Without a label it always is new.
pub fn is_new(database: &mut dyn Database, worker: i64, label: Option<Sequence>) -> Result<bool, Failure> {
    let Some(Sequence([boot, stream, number])) = label else { return Ok(true) };
    let mark = database.first(
        "INSERT INTO marks (worker, stream, boot, n) VALUES ($1, $2, $3, $4)
         ON CONFLICT (worker, stream) DO UPDATE SET boot = excluded.boot, n = excluded.n
            WHERE (marks.boot, marks.n) < (excluded.boot, excluded.n)
         RETURNING 1",
        &[worker.into(), stream.into(), boot.into(), number.into()],
        |_| Ok(()),
    )?;
    Ok(mark.is_some())
}

/// Returns what a label says. One that has another form is somebody else's, and says nothing.
pub fn parse(label: &str) -> Option<Sequence> {
    let mut parts = label.split('.').map(|part| part.parse::<u32>().ok().map(i64::from));
    let label = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(Sequence(label))
}

#[cfg(test)]
mod tests {
    use super::{Sequence, parse};

    #[test]
    fn a_label_has_three_numbers() {
        assert_eq!(parse("3.1.4294967295"), Some(Sequence([3, 1, 4_294_967_295])));
        for label in ["", "1.2", "1.2.3.4", "1.2.", "1.2.-3", "1.2.4294967296", "a.b.c", "1 .2.3"] {
            assert_eq!(parse(label), None, "{label}");
        }
    }
}
