//! The process of the bridge.

use crate::programs::build;
use anyhow::Result;
use std::process::{Child, Command, Stdio};

pub struct Bridge(Child);

impl Bridge {
    pub fn start(device: &str, endpoint: &str) -> Result<Self> {
        let mut command = Command::new(build("vitalwire-cli", "fleet")?);
        command.args(["bridge", "--device", device, "--endpoint", endpoint]).stdin(Stdio::null());
        Ok(Self(command.spawn()?))
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // It may have ended, which the test has noticed by then.
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}
