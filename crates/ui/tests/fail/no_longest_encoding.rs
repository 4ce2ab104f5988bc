use vitalwire::message;
use vitalwire::proto::{Serde, Text};

message! {
    pub struct Kettle {
        pub name: Text<String> as "name",
    }
}

message! {
    pub struct Lid {
        pub open: Serde<u8> as "open",
    }
}

fn main() {
    vitalwire::encode(&Kettle::default(), &mut [0; 99]);
    vitalwire::encode(&Lid::default(), &mut [0; 99]);
    let _ = [0; Kettle::MAX_JSON_LEN];
}
