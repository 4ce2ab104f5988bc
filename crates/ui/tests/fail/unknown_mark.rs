vitalwire::message! {
    pub struct Kettle {
        pub litres: u32 as "litres" allways,
    }
}

vitalwire::message! {
    pub struct Lid without Defaults {
        pub open: bool as "open",
    }
}

fn main() {}
