//! What the `@type` of an Any looks like.

use crate::json::Tag;
use crate::proto::traits::TypeTag;
use core::marker::PhantomData;

/// A message with its own type: what an [`AnyOf`](super::AnyOf) writes as its `@type`, and
/// [`Any::unpack`](super::Any::unpack) expects there.
///
/// ```
/// use vitalwire::message;
/// use vitalwire::proto::{AnyOf, TypeUrl};
///
/// message! {
///     struct Leak {
///         litres: u32 as "litres",
///     }
/// }
///
/// impl TypeUrl for Leak {
///     const TYPE_URL: &'static str = "type.googleapis.com/plant.Leak";
/// }
///
/// // Readers ignore what comes before the last `/`.
/// let leak: AnyOf<Leak> = vitalwire::decode(br#"{"@type": "example.com/plant.Leak", "litres": 5}"#)?;
/// assert_eq!(leak.0.litres, 5);
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
pub trait TypeUrl {
    /// Its type, as in `type.googleapis.com/google.rpc.RetryInfo`: ASCII that needs no escapes in JSON, with a `/`
    /// before the name. [`AnyOf`](super::AnyOf) doesn't compile otherwise.
    const TYPE_URL: &'static str;
}

/// The type, checked.
pub(super) struct Checked<T>(PhantomData<T>);

impl<T: TypeUrl> Checked<T> {
    pub(super) const TYPE_URL: &'static str = {
        assert!(is_plain_type_url(T::TYPE_URL), "TYPE_URL must be plain ASCII with a '/' before the type's name");
        T::TYPE_URL
    };

    /// The type's name with the `/` before it: readers ignore whatever comes before that.
    pub(super) const TYPE_NAME: &'static str = after_host(Self::TYPE_URL);

    /// Returns the tag of an object of this type.
    pub(super) fn tag() -> TypeTag {
        TypeTag(Tag::new("@type", Self::TYPE_NAME))
    }
}

/// Whether there is a `/` with something after it.
pub(super) fn is_type_url(url: impl Iterator<Item = char>) -> bool {
    let (slash, named) = url.fold((false, false), |(slash, _), next| (slash || next == '/', slash && next != '/'));
    slash && named
}

/// The same at compile time, for a string that needs no escapes.
const fn is_plain_type_url(url: &str) -> bool {
    let mut url = url.as_bytes();
    let (mut slash, mut named) = (false, false);
    while let [first, rest @ ..] = url {
        if !first.is_ascii_graphic() || *first == b'"' || *first == b'\\' {
            return false;
        }
        named = slash && *first != b'/';
        slash |= *first == b'/';
        url = rest;
    }
    slash && named
}

/// Returns the part from the last `/` on.
const fn after_host(url: &str) -> &str {
    let mut at = url.len();
    while let Some((before, name)) = url.split_at_checked(at) {
        if let [b'/', ..] = name.as_bytes() {
            return name;
        }
        at = before.len().wrapping_sub(1);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{after_host, is_plain_type_url, is_type_url};

    #[test]
    fn the_name_is_after_the_last_slash() {
        for (url, name) in [("/a", "/a"), ("a.b/c.D", "/c.D"), ("a/b/c", "/c"), ("a//b", "/b")] {
            assert!(is_type_url(url.chars()) && is_plain_type_url(url), "{url}");
            assert_eq!(after_host(url), name);
        }
        for url in ["", "a", "/", "a/", "a//", "a/b/"] {
            assert!(!is_type_url(url.chars()) && !is_plain_type_url(url), "{url}");
        }
    }

    #[test]
    fn what_json_would_escape_is_not_plain() {
        for url in ["a/\"", "a/\\", "a/\n", "a /b", "a/\u{7f}", "a/é"] {
            assert!(is_type_url(url.chars()) && !is_plain_type_url(url), "{url}");
        }
    }
}
