vitalwire::message! {
    pub struct Kettle {
        pub litres: u32 as "litres",
        pub degrees: f64,
    }
}

vitalwire::oneof! {
    pub enum Content {
        Water(f64),
    }
}

vitalwire::enumeration! {
    pub enum Heat {
        Hot = 1,
    }
}

fn main() {}
