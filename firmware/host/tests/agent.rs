//! What the agent does is the same on every machine.

use anyhow::Result;
use firmware_host::{Target, build, on_targets};

on_targets!(test: CORTEX_M0, CORTEX_M3, CORTEX_M4F, RISC_V);

fn test(target: Target) -> Result<()> {
    for (image, expected) in
        build(target, "agent", &["schedule", "http", "link", "line"])?.iter().zip([SCHEDULE, HTTP, LINK, LINE])
    {
        assert_eq!(image.output()?.messages.join("\n"), expected.trim_end(), "{} on {target}", image.name);
    }
    Ok(())
}

const SCHEDULE: &str = include_str!("agent/schedule.txt");
const HTTP: &str = include_str!("agent/http.txt");
const LINK: &str = include_str!("agent/link.txt");
const LINE: &str = include_str!("agent/line.txt");
