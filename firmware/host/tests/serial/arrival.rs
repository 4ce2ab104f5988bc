//! What has arrived of what was said.

use crate::messages::{Message, by_high_water_marks, distinct};
use anyhow::{Context, Result, ensure};

/// Checks that what was said, a request after the other, has arrived: once and in order, for a receiver that drops
/// duplicates by their labels.
pub fn check(said: &[Vec<Message>], received: &[Message]) -> Result<()> {
    let distinct = distinct(received);
    ensure!(by_high_water_marks(received) == distinct, "a message came after a later one: {received:#?}");
    let last_boot = said.iter().flatten().map(|message| message.boot).max().context("nothing was said")?;
    for boot in 1..=last_boot {
        let requests: Vec<_> =
            said.iter().filter(|request| request.iter().any(|message| message.boot == boot)).collect();
        // What was on the way when the machine was stopped is lost with its RAM, or has arrived.
        let Some((last, settled)) = requests.split_last() else { continue };
        for message in settled.iter().copied().flatten().filter(|message| !last.iter().any(|other| other.is(message))) {
            let has_arrived = distinct.iter().any(|other| other.is(message));
            let is_replaced =
                message.is_health() && requests.iter().copied().flatten().any(|other| other.replaces(message));
            ensure!(has_arrived || is_replaced, "{message:?} is missing: {received:#?}");
        }
    }
    // All that has arrived was said, in these words.
    for message in received {
        let original = said.iter().flatten().find(|other| other.is(message)).context("nobody has said this")?;
        ensure!(original.has_the_words_of(message), "{message:?} was {original:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::of_request;

    /// Returns a request with a message for each label, of which those of rank 2 are of health.
    fn request(labels: &[&str]) -> Vec<Message> {
        let message = |label: &&str| {
            let payload = if label.contains(".2.") { "workerHealthReport" } else { "workerMetrics" };
            format!("{{\"labels\":{{\"SEQ\":\"{label}\"}},\"{payload}\":{{}}}}")
        };
        let messages: Vec<_> = labels.iter().map(message).collect();
        let json = format!("{{\"workerMessages\":[{}]}}", messages.join(","));
        of_request(json.as_bytes()).expect("messages")
    }

    /// Whether it's all right if these have been said in requests, and those were received.
    fn is_right(said: &[&[&str]], received: &[&str]) -> bool {
        let said: Vec<_> = said.iter().map(|labels| request(labels)).collect();
        check(&said, &request(received)).is_ok()
    }

    #[test]
    fn what_is_missing_is_found() {
        let said: &[&[&str]] = &[&["1.1.0"], &["1.2.1", "1.3.2"], &["1.3.2", "1.2.3"], &["1.2.4", "1.3.5"], &["2.1.0"]];
        // The last health report replaces the one before; the last request of a boot may be lost with it.
        assert!(is_right(said, &["1.1.0", "1.3.2", "1.2.3", "2.1.0"]));
        assert!(is_right(said, &["1.1.0", "1.2.1", "1.3.2", "1.2.1", "1.3.2", "1.2.4", "1.3.5"]));
        assert!(!is_right(said, &["1.3.2", "1.2.3", "2.1.0"]), "the first one is missing");
        assert!(!is_right(said, &["1.1.0", "1.2.3", "2.1.0"]), "a metric is missing");
        assert!(!is_right(said, &["1.1.0", "1.3.2", "1.2.3", "1.2.1"]), "one comes after a later one");
        assert!(!is_right(said, &["1.1.0", "1.3.2", "1.2.3", "1.3.9"]), "one was never said");
    }
}
