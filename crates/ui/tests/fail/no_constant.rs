use vitalwire::message;
use vitalwire::proto::Serde;

message! {
    pub struct Lid {
        pub open: Serde<u8> as "open",
    }
}

static LID: Lid = Lid::EMPTY;

fn main() {}
