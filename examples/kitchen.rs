//! A custom message, and where this crate's messages can contain it: run with `cargo run --example kitchen`.

use vitalwire::dataflow::WorkerMessageCode;
use vitalwire::heapless::{String, Vec};
use vitalwire::proto::{AnyOf, Duration, Field, List, Struct, StructOf, Text, TypeUrl};
use vitalwire::{BuildError, MaxJsonLen, Microcontroller, genomics::CheckInRequest, message};

message! {
    /// The state of a kettle.
    pub struct Kettle {
        /// Its name on the floor plan.
        pub name: Text<String<16>> as "name",
        /// Joules spent since it was switched on.
        pub total_energy: u64 as "totalEnergy",
        /// The durations of its last boilings.
        pub boilings: List<Vec<Duration, 4>> as "boilings",
    }
}

impl TypeUrl for Kettle {
    const TYPE_URL: &'static str = "kitchen.example/Kettle";
}

fn main() -> Result<(), BuildError> {
    let mut kettle = Kettle { name: "left".try_into()?, total_energy: 418_000, ..Kettle::default() };
    kettle.boilings.push(Duration::from_millis(93_500))?;
    show("the message", &kettle);

    type TypedCode = WorkerMessageCode<Microcontroller, StructOf<Kettle>>;
    let typed =
        TypedCode { code: "BOILED_DRY".try_into()?, parameters: Some(StructOf(kettle.clone())), ..Default::default() };
    show("typed, in a Struct", &typed);

    type TextCode = WorkerMessageCode<Microcontroller>;
    let text =
        TextCode { code: "BOILED_DRY".try_into()?, parameters: Some(Struct::pack(&kettle)?), ..Default::default() };
    show("as text, in a Struct", &text);

    type CheckIn = CheckInRequest<Microcontroller, AnyOf<Kettle>>;
    show("typed, in an Any", &CheckIn { event: Some(AnyOf(kettle)), ..CheckIn::default() });
    Ok(())
}

fn show<M: MaxJsonLen + Field>(what: &str, message: &M) {
    let mut json = std::string::String::new();
    match vitalwire::to_fmt(message, &mut json) {
        Ok(()) => println!("{what}, {} of at most {} bytes:\n  {json}", json.len(), M::MAX_JSON_LEN),
        Err(error) => println!("{what}: {error}"),
    }
}
