vitalwire::enumeration! {
    pub enum Heat {
        Cold = 1 as "COLD",
    }
}

vitalwire::message! {
    pub struct Kettle {
        pub heat: Heat as "heat",
    }
}

fn main() {}
