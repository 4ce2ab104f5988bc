use vitalwire::message;
use vitalwire::proto::Serde;

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Valve {
    open: bool,
}

message! {
    pub struct Kettle {
        pub valve: Serde<Valve> as "valve",
    }
}

fn main() {}
