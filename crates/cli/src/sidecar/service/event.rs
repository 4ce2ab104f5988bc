//! What happens once: events, and the last message.

use std::time::SystemTime;
use vitalwire::dataflow::{
    Labels, LifecycleEvent, WorkerLifecycleEvent, WorkerMessage, WorkerMessageCode, WorkerShutdownNotice,
};
use vitalwire::proto::Timestamp;
use vitalwire::{BuildError, Growable};

/// Any message.
pub type Message = WorkerMessage<Growable>;

/// Returns the event that a line tells: a code and, after a space, its parameters, if it has any.
///
/// # Errors
/// It tells none: a sentence for whoever has written it.
pub fn told(line: &str, labels: &Labels<Growable>) -> Result<Message, String> {
    let (code, parameters) = line.split_once(' ').unwrap_or((line, ""));
    let is_code = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:/".contains(&byte);
    if code.is_empty() || !code.bytes().all(is_code) {
        return Err("expected a code of letters, digits and _-.:/, then a space and a JSON object if it has one".into());
    }
    let mut event = WorkerMessageCode { code: code.try_into().map_err(text)?, ..WorkerMessageCode::default() };
    if !parameters.trim_ascii().is_empty() {
        event.parameters = Some(parameters.parse().map_err(|error| format!("the parameters: {error}"))?);
    }
    Ok(Message::new(now().map_err(text)?, event).with_labels(labels.clone()))
}

/// Returns an event of the machine or of this process, with a piece of information.
pub fn lifecycle(
    event: LifecycleEvent,
    time: Timestamp,
    started: Timestamp,
    information: Option<(&str, &str)>,
    labels: &Labels<Growable>,
) -> Result<Message, BuildError> {
    let mut message =
        WorkerLifecycleEvent { container_start_time: Some(started), event: Some(event), ..Default::default() };
    if let Some((key, value)) = information {
        message.metadata.set(key, value)?;
    }
    Ok(Message::new(time, message).with_labels(labels.clone()))
}

/// Returns the last message of this process.
pub fn farewell(reason: &str, labels: &Labels<Growable>) -> Result<Message, BuildError> {
    Ok(Message::new(now()?, WorkerShutdownNotice::new(reason)?).with_labels(labels.clone()))
}

/// # Errors
/// The time of day isn't within the years 1 to 9999.
pub fn now() -> Result<Timestamp, BuildError> {
    SystemTime::now().try_into()
}

fn text(error: BuildError) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_code_and_its_parameters() {
        let event = |line: &str| {
            let labels = Labels::<Growable>::default();
            let event = told(line, &labels).map(|event| Message { time: None, ..event })?;
            Ok(String::from_utf8(vitalwire::to_vec(&event).expect("no serde")).expect("JSON"))
        };
        let is = |line: &str, code: &str| {
            let expected: Result<String, String> = Ok(format!(r#"{{"workerMessageCode":{code}}}"#));
            assert_eq!(event(line), expected);
        };
        is("WATER_LOW", r#"{"code":"WATER_LOW"}"#);
        is("a.b/c-1 ", r#"{"code":"a.b/c-1"}"#);
        is(r#"WATER_LOW {"litres": 2}"#, r#"{"code":"WATER_LOW","parameters":{"litres":2}}"#);
        for line in ["", " ", "{}", "ä", "A\0", "A\tB", r#"A "text""#, "A {", "A {} {}"] {
            assert!(event(line).is_err(), "{line:?}");
        }
    }
}
