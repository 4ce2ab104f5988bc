//! Documents in which a part is generated.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// A document in which the part between two comments is generated.
pub struct Document {
    /// From the repository's root.
    pub path: &'static str,
    pub begin: &'static str,
    pub end: &'static str,
}

impl Document {
    /// Replaces the part.
    pub fn write(&self, part: &str) -> Result<()> {
        let old = read(self.path)?;
        let new = self.with_part(&old, part)?;
        // Otherwise the library would be recompiled: README.md is its documentation.
        if new != old {
            fs::write(repository().join(self.path), new)?;
        }
        Ok(())
    }

    /// Checks that the part is this one.
    pub fn check(&self, part: &str) -> Result<()> {
        let text = read(self.path)?;
        ensure!(self.with_part(&text, part)? == text, "the table in {} is outdated: `--draw` updates it", self.path);
        Ok(())
    }

    fn with_part(&self, text: &str, part: &str) -> Result<String> {
        let parts = || {
            let (before, rest) = text.split_once(self.begin)?;
            Some((before, rest.split_once(self.end)?.1))
        };
        let (before, after) = parts().with_context(|| format!("{} has no place for costs", self.path))?;
        Ok(format!("{before}{}\n{part}\n{}{after}", self.begin, self.end))
    }
}

/// Reads a file of the repository.
pub fn read(path: &str) -> Result<String> {
    fs::read_to_string(repository().join(path)).with_context(|| path.to_owned())
}

pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
