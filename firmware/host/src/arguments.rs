//! What the commands that measure have in common.

/// Whether to measure, and what to do with that.
#[derive(clap::Args)]
pub struct Mode {
    /// Compare with the committed costs instead, and write nothing
    #[arg(long)]
    pub check: bool,
    /// Measure nothing: write the other files from the committed costs
    #[arg(long, conflicts_with = "check")]
    pub draw: bool,
}
