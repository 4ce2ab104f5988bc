//! Lines: requests and responses there and back, and what becomes of them on a bad line.

mod damage;
mod round_trips;
mod wire;
