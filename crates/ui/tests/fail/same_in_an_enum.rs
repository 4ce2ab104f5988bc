vitalwire::enumeration! {
    pub enum Heat {
        Cold = -1 as "COLD",
        Frozen = -1 as "FROZEN",
    }
}

vitalwire::enumeration! {
    pub enum Colour {
        0 as "NONE",
        Red = 1 as "RED",
        Blue = 2 as "NONE",
    }
}

fn main() {}
