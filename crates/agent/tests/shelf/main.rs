//! What is stored survives.

mod cuts;
mod worker;
