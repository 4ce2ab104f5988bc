//! The command line of `vitalwire transcode`.

use super::message::Message;
use super::messages::{self, Profile};
use clap::Args;
use clap::builder::PossibleValuesParser;

/// Checks messages: reads one as JSON from each line of standard input, and prints on the same line of
/// standard output what the library makes of it.
///
/// That is the message as the library writes it, or `error:` with what is wrong and at which byte of
/// the line.
#[derive(Args)]
#[command(after_help = HINT, after_long_help = details())]
pub struct Arguments {
    /// What each line is: the name of a message, as WorkerMessage
    #[arg(value_name = "MESSAGE", value_parser = names(), hide_possible_values = true)]
    name: String,

    /// How much a message can hold
    #[arg(long, value_enum, default_value_t = Profile::Growable)]
    profile: Profile,

    /// Refuse fields and names of an enum's values that are not known, instead of passing over them
    #[arg(long)]
    pub deny_unknown: bool,

    /// Take all of the input as one message, line breaks and everything
    #[arg(long)]
    pub whole: bool,

    /// Indent the JSON, for people; a message then takes several lines
    #[arg(long)]
    pub pretty: bool,

    /// Say on standard error how long each message is, and how long the longest can be
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

/// The names, in lines of up to 100 characters.
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
  Fields in the order of the schema, defaults left out, 64-bit integers as text, times in UTC,
  no white space. Fields that are not known are gone. What stands in an Any, a Struct or a Value
  is all kept, and its numbers digit by digit.

  With --profile, what is too large for a device is refused, and the error names the capacity.

  With --stats, as `line 3: 27 bytes (41 read), at most 1006`: the length of the JSON that was
  printed (before --pretty indents it), of the line that was read, and of the longest message of
  this type, which only the profiles of devices have.

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
                              type lines, ctrl-D ends

Exit codes:
  0  all were messages, as far as whoever reads the output has read it
  1  some weren't; or the input or the output failed, and stderr says how
  2  the arguments are wrong";
