//! Every message of the library, in all kinds of profiles, and messages of other shapes.

use crate::message::Kind;
use crate::profiles::{Bare, Odd};
use crate::zoo::{Leaf, Zoo};
use vitalwire::dataflow::{
    HealthRequest, PerWorkerMetrics, ResourceUtilizationReport, SendWorkerMessagesRequest, WorkerHealthReport,
    WorkerMessage, WorkerMessageCode,
};
use vitalwire::genomics::{CheckInRequest, CheckInResponse};
use vitalwire::profile::{self, name};
use vitalwire::proto::{AnyOf, Struct, StructOf};
use vitalwire::{Growable, Microcontroller, Sidecar};

/// The name of an API, and its messages.
pub struct Api {
    pub name: &'static str,
    pub messages: &'static [&'static str],
}

/// The profile of a table's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    Microcontroller,
    Sidecar,
    Growable,
    Odd,
    Bare,
}

impl Profile {
    /// Returns all messages of this profile, those of the APIs first.
    pub const fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Microcontroller => MICROCONTROLLER,
            Self::Sidecar => SIDECAR,
            Self::Growable => GROWABLE,
            Self::Odd => ODD,
            Self::Bare => BARE,
        }
    }

    /// Returns the message called `name`.
    ///
    /// # Panics
    /// If there is none.
    pub fn kind(self, name: &str) -> &'static Kind {
        self.kinds().iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("no message {name}"))
    }
}

macro_rules! with_other_shapes {
    ([] $($messages:tt)*) => { tables! { $($messages)*
        "other shapes" {
            "HealthRequest": HealthRequest<C>,
            "PairRequest": SendWorkerMessagesRequest<
                C,
                (WorkerMessage<C, WorkerHealthReport<C>>, WorkerMessage<C, ResourceUtilizationReport<C>>),
            >,
            "MetricsMessage": WorkerMessage<C, PerWorkerMetrics<C>>,
            "LeafHealthMessage": WorkerMessage<C, WorkerHealthReport<C, StructOf<Leaf>>>,
            "LongPodsReport": WorkerHealthReport<C, Struct<<C as profile::Profile>::Message, name::Message>>,
            "LeafCode": WorkerMessageCode<C, StructOf<Leaf>>,
            "LeafCheckInRequest": CheckInRequest<C, AnyOf<Leaf>>,
            "LeafCheckInResponse": CheckInResponse<AnyOf<Leaf>, AnyOf<Leaf>>,
            "Zoo": Zoo,
        }
    } };
}

macro_rules! tables {
    ($($api:literal { $($name:literal: $Message:ty,)* })*) => {
        /// The messages by API.
        pub const APIS: &[Api] = &[$(Api { name: $api, messages: &[$($name),*] }),*];

        const GROWABLE: &[Kind] = {
            type C = Growable;
            &[$($(Kind::unlimited::<$Message>($name).with_serde_json::<$Message>()),*),*]
        };
        const MICROCONTROLLER: &[Kind] = {
            type C = Microcontroller;
            &[$($(Kind::limited::<$Message>($name).with_serde_json::<$Message>()),*),*]
        };
        const SIDECAR: &[Kind] = {
            type C = Sidecar;
            &[$($(Kind::limited::<$Message>($name)),*),*]
        };
        const ODD: &[Kind] = {
            type C = Odd;
            &[$($(Kind::limited::<$Message>($name).with_serde_json::<$Message>()),*),*]
        };
        const BARE: &[Kind] = {
            type C = Bare;
            &[$($(Kind::limited::<$Message>($name)),*),*]
        };
    };
}

vitalwire::for_each_message!(with_other_shapes);
