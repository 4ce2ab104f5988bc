//! Tests of messages with other formats than JSON; nothing else is here.
