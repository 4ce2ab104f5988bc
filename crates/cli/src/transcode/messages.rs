//! All messages, and the other well-known types.

use super::message::Message;
use clap::ValueEnum;
use vitalwire::profile::{self, name};
use vitalwire::proto::{Any, Duration, Struct, Timestamp, Value};
use vitalwire::{Growable, Microcontroller, Sidecar};

/// The capacities of messages.
#[derive(Clone, Copy, ValueEnum)]
pub enum Profile {
    /// Any size
    Growable,
    /// For a device with 16 KB of RAM
    Microcontroller,
    /// For a process beside a workload on Linux
    Sidecar,
}

/// Returns the message called `name`, with the profile's capacities.
pub fn find(name: &str, profile: Profile) -> Option<&'static Message> {
    let messages = match profile {
        Profile::Growable => GROWABLE,
        Profile::Microcontroller => MICROCONTROLLER,
        Profile::Sidecar => SIDECAR,
    };
    messages.iter().find(|message| message.name == name)
}

/// Adds the other well-known types to the library's list.
macro_rules! with_values {
    ([] $($messages:tt)*) => { tables! { $($messages)*
        "google.protobuf" {
            "Any": Any<<C as profile::Profile>::Any, name::Any>,
            "Duration": Duration,
            "Struct": Struct<<C as profile::Profile>::Parameters, name::Parameters>,
            "Timestamp": Timestamp,
            "Value": Value<<C as profile::Profile>::Parameters, name::Parameters>,
        }
    } };
}

/// Declares tables of the names on the wire and the types; `C` is the profile.
macro_rules! tables {
    ($($api:literal { $($name:literal: $Type:ty,)* })*) => {
        /// The names of all messages, by API.
        pub const NAMES: &[(&str, &[&str])] = &[$(($api, &[$($name),*])),*];

        const GROWABLE: &[Message] = {
            type C = Growable;
            &[$($(Message::unlimited::<$Type>($name)),*),*]
        };
        const MICROCONTROLLER: &[Message] = {
            type C = Microcontroller;
            &[$($(Message::limited::<$Type>($name)),*),*]
        };
        const SIDECAR: &[Message] = {
            type C = Sidecar;
            &[$($(Message::limited::<$Type>($name)),*),*]
        };
    };
}

vitalwire::for_each_message!(with_values);
