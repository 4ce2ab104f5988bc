vitalwire::message! {
    pub struct Twice {
        pub first: u32 as "same",
        pub second: u32 as "same",
    }
}

fn main() {}
