//! Parses `self/mountinfo`.

/// A line of `self/mountinfo`.
#[derive(Debug, PartialEq)]
pub struct Mount {
    pub mount_point: String,
    /// A device, or a name specific to the file system.
    pub source: String,
}

/// Skips lines that can't be parsed.
pub fn mounts(mountinfo: &[u8]) -> Vec<Mount> {
    String::from_utf8_lossy(mountinfo).lines().filter_map(Mount::parse).collect()
}

impl Mount {
    /// Parses `36 35 98:0 / /mount/point rw,noatime shared:1 - ext4 /dev/sda1 rw` with any number of fields before `-`.
    fn parse(line: &str) -> Option<Self> {
        let (before, after) = line.split_once(" - ")?;
        let mount_point = unescape(before.split(' ').nth(4)?);
        let source = unescape(after.split(' ').nth(1)?);
        Some(Self { mount_point, source })
    }
}

/// Decodes white space, `#` and `\`, which are written as three octal digits.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\043", "#"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts() {
        let mount = |line| Mount::parse(line).map(|mount| (mount.mount_point, mount.source));
        let parts = |mount_point: &str, source: &str| Some((mount_point.to_owned(), source.to_owned()));
        assert_eq!(mount("36 35 98:0 / /a\\040b rw - ext4 /dev/sda1 rw"), parts("/a b", "/dev/sda1"));
        assert_eq!(mount("36 35 98:0 / / rw shared:1 master:2 - ext4 /dev/root rw"), parts("/", "/dev/root"));
        assert_eq!(mount("36 35 98:0 / /"), None);
        assert_eq!(mount("36 35 98:0 / - ext4 /dev/sda1 rw"), None);
    }
}
