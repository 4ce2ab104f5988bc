//! The command line of `vitalwire transcode`.

use super::message::Message;
use super::messages::{self, Profile};
use clap::Args;
use clap::builder::PossibleValuesParser;

/// Checks messages: reads one as JSON from each line of standard input, and prints the result as a line of
/// standard output.
///
/// The result is the message as the library writes it, or `error:` with the path to it, the reason and the offset in
/// bytes. Empty lines are skipped.
#[derive(Args)]
#[command(after_help = HINT, after_long_help = details())]
pub struct Arguments {
    /// The name of the message on each line, such as WorkerMessage
    #[arg(value_name = "MESSAGE", value_parser = names(), hide_possible_values = true)]
    name: String,

    /// The capacities of a message
    #[arg(long, value_enum, default_value_t = Profile::Growable)]
    profile: Profile,

    /// Reject unknown fields and unknown names of enum values, instead of skipping them
    #[arg(long)]
    pub deny_unknown: bool,

    /// Read all of the input as one message, including line breaks
    #[arg(long)]
    pub whole: bool,

    /// Indent the JSON, which then has several lines
    #[arg(long)]
    pub pretty: bool,

    /// Print the length of each message, and its maximum, on standard error
    #[arg(long)]
    pub stats: bool,
}

impl Arguments {
    pub fn message(&self) -> &'static Message {
        messages::find(&self.name, self.profile).expect("a name that was checked")
    }
}

fn names() -> PossibleValuesParser {
    messages::NAMES.iter().flat_map(|(_, names)| *names).collect::<Vec<_>>().into()
}

const HINT: &str = "--help lists the messages, and shows examples.";

fn details() -> String {
    format!("Messages:\n{}\n{DETAILS}", list())
}

/// Returns the names, in lines of up to 100 characters.
fn list() -> String {
    let mut list = String::new();
    for (api, names) in messages::NAMES {
        list += &format!("  {api}:");
        let mut column = usize::MAX;
        for name in *names {
            if column > 100 - name.len() {
                list += "\n   ";
                column = 3;
            }
            list += &format!(" {name}");
            column += 1 + name.len();
        }
        list += "\n";
    }
    list
}

const DETAILS: &str = "\
What is printed:
  Fields in the order of the schema, without defaults, 64-bit integers as strings, times in UTC,
  no white space. Unknown fields are dropped. Everything in an Any, a Struct or a Value is kept,
  its numbers digit by digit.

  With --profile, what is too large for a device is rejected, and the error names the capacity.

  With --stats, for a WorkerHealthReport in the profile microcontroller,
  `line 1: 36 bytes (41 read), at most 457`: the length of the JSON that was printed (before
  --pretty indents it), of the line that was read, and of the longest message of this type, which
  only the profiles of devices have. Empty lines are counted.

Examples:
  echo '{\"time\": \"2026-11-22T02:22:00+01:00\", \"new\": 1}' | vitalwire transcode WorkerMessage
                              {\"time\":\"2026-11-22T01:22:00Z\"}
  vitalwire transcode WorkerMessage --deny-unknown < messages.jsonl
                              the same for each line of a file; `new` would be an error
  vitalwire transcode SendWorkerMessagesRequest --whole --pretty < body.json
                              a body in several lines, as it would be sent, indented
  vitalwire transcode CheckInRequest --profile microcontroller --stats < bodies.jsonl
                              whether a device can hold them
  vitalwire transcode Timestamp
                              type lines; ctrl-D ends the input

Exit codes:
  0  all were messages, as far as the output was read
  1  some weren't; or the input or the output failed, and stderr says how
  2  the arguments are wrong";
