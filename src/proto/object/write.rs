//! Writing a message: the object around its members.

use crate::json::Output;
use crate::key;
use crate::proto::traits::WriteMembers;

/// Writes a message.
#[doc(hidden)]
#[inline(always)] // Becomes the message's own `write`.
pub fn write_message<M: WriteMembers, O: Output>(message: &M, output: &mut O) {
    let start = output.open(b'{');
    if !message.write_members(start, output) {
        output.close(b'{');
    }
}

/// Writes a message in an object that also has a tag.
#[doc(hidden)]
pub fn write_tagged_message<M: WriteMembers, O: Output>(message: &M, type_url: &'static str, output: &mut O) {
    let start = output.open(b'{');
    let ends = start == 0 && output.member(0, key!("@type"), |output| output.text(type_url, false));
    if !ends && !message.write_members(start, output) {
        output.close(b'{');
    }
}
