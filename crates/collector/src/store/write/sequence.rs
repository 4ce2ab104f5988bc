//! Messages that were sent again.

use crate::store::database::{Database, Failure};
pub use vitalwire_agent::outbox::SEQUENCE_LABEL as LABEL;

/// Whether a message isn't known yet, in which case it is now. Without a label it always is new.
pub fn is_new(database: &mut dyn Database, worker: i64, label: Option<&str>) -> Result<bool, Failure> {
    let Some([boot, stream, number]) = label.and_then(parse) else { return Ok(true) };
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

/// Whether a label is one that vitalwire-agent writes. Any other is somebody's own, and says nothing.
pub fn is_sequence(label: &str) -> bool {
    parse(label).is_some()
}

/// Returns boot, stream and number.
fn parse(label: &str) -> Option<[i64; 3]> {
    let mut parts = label.split('.').map(|part| part.parse::<u32>().ok().map(i64::from));
    let label = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(label)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_label_has_three_numbers() {
        assert_eq!(parse("3.1.4294967295"), Some([3, 1, 4_294_967_295]));
        for label in ["", "1.2", "1.2.3.4", "1.2.", "1.2.-3", "1.2.4294967296", "a.b.c", "1 .2.3"] {
            assert_eq!(parse(label), None, "{label}");
        }
    }
}
