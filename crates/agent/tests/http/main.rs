//! HTTP: requests as they are written, responses however they arrive, httparse and httpdate as references.

mod corpus;
mod dates;
mod differential;
mod head;
mod responses;
mod secret;
