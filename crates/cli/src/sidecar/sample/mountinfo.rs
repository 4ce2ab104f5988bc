//! Parses `self/mountinfo`.

use super::file::read;
use crate::sidecar::notices::{Notices, SampleError};
use std::ffi::OsString;
use std::fmt::{self, Display};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// The mounts that this process sees.
pub struct Mounts(Vec<Mount>);

impl Mounts {
    /// Reads `self/mountinfo`. A line that can't be parsed costs only itself, and is told.
    pub fn read(path: &Path, notices: &mut Notices) -> Result<Self, SampleError> {
        let bytes = read(path)?;
        let mut mounts = Vec::new();
        for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let mount = Mount::parse(line).ok_or_else(|| SampleError::unusable_line(path, line));
            mounts.extend(notices.known("mount", mount));
        }
        Ok(Self(mounts))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Mount> {
        self.0.iter()
    }

    /// Whether something else is found at the mount point: another mount there, or further up.
    pub fn is_covered(&self, mount: &Mount) -> bool {
        let is_stacked = |other: &Mount| other.parent == mount.id && other.mount_point == mount.mount_point;
        let is_hidden = |mount: &Mount| {
            let siblings = self.0.iter().filter(|other| other.parent == mount.parent);
            siblings.map(|other| &other.mount_point).any(|other| {
                // Had it been there first, it would be the parent.
                mount.mount_point.starts_with(other) && mount.mount_point != *other
            })
        };
        self.0.iter().any(is_stacked) || self.with_parents(mount).any(is_hidden)
    }

    fn with_parents<'a>(&'a self, mount: &'a Mount) -> impl Iterator<Item = &'a Mount> {
        let parent = |mount: &&Mount| self.0.iter().find(|other| other.id == mount.parent);
        // No chain is longer, unless it's a circle.
        std::iter::successors(Some(mount), parent).take(self.0.len())
    }
}

/// A line of `self/mountinfo`.
#[derive(Debug, PartialEq)]
pub struct Mount {
    pub id: u64,
    /// The mount that has the mount point.
    pub parent: u64,
    pub device: Device,
    /// Which part of the file system is mounted.
    pub root: PathBuf,
    pub mount_point: PathBuf,
    /// The type of the file system.
    pub kind: String,
    /// A device, or a name specific to the file system.
    pub source: OsString,
    /// Options of the file system, with commas.
    pub options: String,
}

/// The numbers of a device. Major 0 is of file systems that are on no device, or on several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Device {
    pub major: u32,
    pub minor: u32,
}

impl Mount {
    /// Parses `36 35 98:0 / /mount/point rw,noatime shared:1 - ext4 /dev/sda1 rw` with any number of fields before `-`.
    /// Names may be in any encoding, and a source may be empty.
    fn parse(line: &[u8]) -> Option<Self> {
        let mut fields = line.split(|&byte| byte == b' ');
        let id = number(fields.next()?)?;
        let parent = number(fields.next()?)?;
        let device = Device::parse(fields.next()?)?;
        let [root, mount_point] = [fields.next()?, fields.next()?].map(|field| PathBuf::from(unescape(field)));
        fields.find(|field| *field == b"-")?;
        let kind = String::from_utf8_lossy(fields.next()?).into_owned();
        let source = unescape(fields.next()?);
        let options = String::from_utf8_lossy(fields.next().unwrap_or_default()).into_owned();
        Some(Self { id, parent, device, root, mount_point, kind, source, options })
    }
}

impl Device {
    fn parse(field: &[u8]) -> Option<Self> {
        let at = field.iter().position(|&byte| byte == b':')?;
        let (major, minor) = (field.get(..at)?, field.get(at + 1..)?);
        Some(Self { major: number(major)?.try_into().ok()?, minor: number(minor)?.try_into().ok()? })
    }
}

impl Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.major, self.minor)
    }
}

fn number(field: &[u8]) -> Option<u64> {
    str::from_utf8(field).ok()?.parse().ok()
}

/// Decodes bytes that are written as a backslash and three octal digits: white space, `#` and the backslash.
fn unescape(field: &[u8]) -> OsString {
    let mut bytes = Vec::new();
    let mut rest = field;
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = octal(rest).unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    OsString::from_vec(bytes)
}

fn octal(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (b'\\', digits) = bytes.split_first()? else { return None };
    let (digits, rest) = digits.split_at_checked(3)?;
    let digits = str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    Some((u8::from_str_radix(digits, 8).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mounts(lines: &[&str]) -> Mounts {
        Mounts(lines.iter().map(|line| Mount::parse(line.as_bytes()).expect("a line")).collect())
    }

    #[test]
    fn a_line_has_any_number_of_optional_fields() {
        let mount = |optional: &str| {
            let line = format!("36 35 98:0 /a /b rw,noatime{optional} - ext4 /dev/root rw,errors=continue");
            Mount::parse(line.as_bytes())
        };
        let expected = Mount {
            id: 36,
            parent: 35,
            device: Device { major: 98, minor: 0 },
            root: PathBuf::from("/a"),
            mount_point: PathBuf::from("/b"),
            kind: "ext4".to_owned(),
            source: OsString::from("/dev/root"),
            options: "rw,errors=continue".to_owned(),
        };
        assert_eq!(mount(" shared:1 master:2"), Some(expected));
        assert_eq!(mount(""), mount(" unbindable"));
    }

    #[test]
    fn a_source_may_be_empty_and_options_may_be_absent() {
        let source = |line: &str| Mount::parse(line.as_bytes()).map(|mount| mount.source);
        assert_eq!(source("36 35 0:40 / /b rw - tmpfs  rw"), Some(OsString::new()));
        assert_eq!(source("36 35 0:40 / /b rw - tmpfs none"), Some(OsString::from("none")));
    }

    #[test]
    fn short_lines_are_rejected() {
        let whole = "36 35 98:0 / /b rw - ext4 /dev/sda1";
        assert!(Mount::parse(whole.as_bytes()).is_some());
        let short = (0..whole.len()).filter(|&len| whole.is_char_boundary(len)).map(|len| &whole[..len]);
        for line in short.filter(|line| !line.contains("ext4 ")) {
            assert_eq!(Mount::parse(line.as_bytes()), None, "{line}");
        }
        for line in ["x 35 98:0 / /b rw - ext4 a", "36 35 98 / /b rw - ext4 a", "36 35 98:-1 / /b rw - ext4 a"] {
            assert_eq!(Mount::parse(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn names_are_any_bytes_in_octal() {
        let decoded = |field: &[u8]| unescape(field).into_vec();
        assert_eq!(decoded(br"/a\040b\011c\012d\043e\134f"), b"/a b\tc\nd#e\\f");
        assert_eq!(decoded(br"/\134040"), br"/\040");
        assert_eq!(decoded(b"/caf\xe9\\351"), b"/caf\xe9\xe9");
        assert_eq!(decoded(br"/a\04\0499\777\+12\"), br"/a\04\0499\777\+12\");
    }

    #[test]
    fn a_mount_is_covered_by_what_is_mounted_on_it_or_further_up() {
        let mounts = mounts(&[
            "22 28 0:21 / /proc rw - proc proc rw",
            "28 1 8:1 / / rw - ext4 /dev/sda1 rw",
            "40 28 8:17 / /mnt rw - ext4 /dev/sdb1 rw",
            "41 40 8:33 / /mnt rw - ext4 /dev/sdc1 rw",
            "42 28 8:49 / /srv/a rw - ext4 /dev/sdd1 rw",
            "43 42 8:65 / /srv/a/b rw - ext4 /dev/sde1 rw",
            "44 28 8:81 / /srv rw - ext4 /dev/sdf1 rw",
            "45 44 8:97 / /srv/a rw - ext4 /dev/sdg1 rw",
        ]);
        let covered = mounts.iter().filter(|mount| mounts.is_covered(mount)).map(|mount| mount.id);
        assert_eq!(covered.collect::<Vec<_>>(), [40, 42, 43]);
    }

    #[test]
    fn parents_may_be_a_circle() {
        let mounts = mounts(&["1 2 8:1 / /a rw - ext4 a rw", "2 1 8:2 / /b rw - ext4 b rw"]);
        assert!(mounts.iter().all(|mount| !mounts.is_covered(mount)));
    }
}
