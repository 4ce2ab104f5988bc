//! A process that is killed and started again.

use std::process::{Child, Command, Stdio};

pub struct Process {
    command: Command,
    child: Option<Child>,
}

impl Process {
    pub fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null());
        if std::env::var_os("KILLS_VERBOSE").is_none() {
            command.stderr(Stdio::null());
        }
        let mut process = Self { command, child: None };
        process.restart();
        process
    }

    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("to be allowed to");
            child.wait().expect("its end");
        }
    }

    pub fn restart(&mut self) {
        self.kill();
        self.child = Some(self.command.spawn().expect("the program: see the docs of this test"));
    }

    /// Whether it has ended by itself, which it never should.
    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| child.try_wait().expect("a status").is_some())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
