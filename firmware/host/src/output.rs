//! An image's output: the cost of each part of its work, its messages, and the cost of the whole.

use anyhow::{Context, Error, Result, bail};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

const STACK: &str = " bytes of stack";

#[derive(Debug, Default, PartialEq)]
pub struct Output {
    /// One per line.
    pub messages: Vec<String>,
    /// By the part's name.
    pub parts: Vec<(String, Cost)>,
    /// Bytes of stack.
    pub whole: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// `None` if the emulator doesn't count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<u64>,
    /// Bytes.
    pub stack: u64,
}

impl FromStr for Output {
    type Err = Error;

    fn from_str(printed: &str) -> Result<Self> {
        let mut output = Self::default();
        let Some((parts, whole)) = printed.trim_end().rsplit_once('\n') else { bail!("only {printed:?} was printed") };
        for line in parts.lines() {
            match line.split_once(": ") {
                Some((part, cost)) if cost.ends_with(STACK) => output.parts.push((part.to_owned(), cost.parse()?)),
                _ => output.messages.push(line.to_owned()),
            }
        }
        let whole = whole.strip_prefix("whole: ").with_context(|| format!("{whole:?} isn't the cost of the whole"))?;
        output.whole = whole.parse::<Cost>()?.stack;
        Ok(output)
    }
}

impl FromStr for Cost {
    type Err = Error;

    fn from_str(line: &str) -> Result<Self> {
        let parse = || {
            let (instructions, stack) = match line.split_once(" instructions, ") {
                Some((instructions, stack)) => (Some(instructions.parse().ok()?), stack),
                None => (None, line),
            };
            Some(Self { instructions, stack: stack.strip_suffix(STACK)?.parse().ok()? })
        };
        parse().with_context(|| format!("{line:?} isn't a cost"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_messages_and_the_whole() {
        let printed = "encode: 12 instructions, 34 bytes of stack\n{\"a\": 1}\n\
            decode: 56 bytes of stack\n\"text\"\nwhole: 78 bytes of stack\n";
        let expected = Output {
            messages: vec!["{\"a\": 1}".to_owned(), "\"text\"".to_owned()],
            parts: vec![
                ("encode".to_owned(), Cost { instructions: Some(12), stack: 34 }),
                ("decode".to_owned(), Cost { instructions: None, stack: 56 }),
            ],
            whole: 78,
        };
        assert_eq!(printed.parse::<Output>().unwrap(), expected);
    }

    #[test]
    fn other_output() {
        for printed in ["", "{}\n", "{}\n{}\n", "encode: many bytes of stack\nwhole: 78 bytes of stack\n"] {
            assert!(printed.parse::<Output>().is_err(), "{printed:?}");
        }
    }
}
