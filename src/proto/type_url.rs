//! What the `@type` of an Any looks like.

/// Whether there's a `/` with something behind it.
pub(super) fn is_type_url(url: impl Iterator<Item = char>) -> bool {
    let (slash, named) = url.fold((false, false), |(slash, _), next| (slash || next == '/', slash && next != '/'));
    slash && named
}

/// The same at compile time, for text that needs no escape.
pub(super) const fn is_plain_type_url(url: &str) -> bool {
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

/// The part from the last `/` on.
pub(super) const fn behind_host(url: &str) -> &str {
    let mut at = url.len();
    while let Some((before, name)) = url.split_at_checked(at) {
        if let [b'/', ..] = name.as_bytes() {
            return name;
        }
        at = before.len().wrapping_sub(1);
    }
    url
}
