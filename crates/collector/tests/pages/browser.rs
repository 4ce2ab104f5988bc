//! Chromium without a window, by WebDriver: a command is a request with JSON.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a page may take to become what is expected. Machines may be slow; what never comes fails.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Browser {
    driver: Child,
    agent: ureq::Agent,
    /// Of all commands.
    session: String,
    _profile: TempDir,
}

impl Browser {
    pub fn start() -> Self {
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines
            .filter_map(|line| line.split_once("started successfully on port ").map(|(_, port)| port.to_owned()))
            .find_map(|port| port.trim_end_matches('.').parse::<u16>().ok())
            .expect("chromedriver says its port");
        let profile = tempfile::tempdir().unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut browser =
            Self { driver, agent, session: format!("http://127.0.0.1:{port}/session"), _profile: profile };
        let flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            &format!("--user-data-dir={}", browser._profile.path().display()),
        ];
        let wanted = json!({"goog:chromeOptions": {"args": flags}, "goog:loggingPrefs": {"browser": "ALL"}});
        let session = browser.command("", json!({"capabilities": {"alwaysMatch": wanted}}));
        browser.session = format!("{}/{}", browser.session, session["sessionId"].as_str().unwrap());
        browser
    }

    pub fn open(&self, url: &str) {
        self.command("/url", json!({"url": url}));
    }

    /// Runs the body of a function, and returns what that returns.
    pub fn run(&self, script: &str) -> Value {
        self.command("/execute/sync", json!({"script": script, "args": []}))
    }

    /// Returns the text of what a selector finds first, or null.
    pub fn text(&self, selector: &str) -> Value {
        self.run(&format!("return document.querySelector({})?.innerText", json!(selector)))
    }

    /// Waits until a script returns true.
    #[track_caller]
    pub fn wait(&self, script: &str) {
        let begun = Instant::now();
        while self.run(script) != true {
            if begun.elapsed() > PATIENCE {
                panic!("not so: {script}\nthe page: {}", self.text("body"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until what a selector finds first has a text.
    #[track_caller]
    pub fn wait_for(&self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        self.wait(&format!("return !!document.querySelector({selector})?.innerText.includes({text})"));
    }

    /// Returns what was logged since the last call: errors of scripts, of the policy, and of what can't be loaded.
    pub fn log(&self) -> Vec<String> {
        let entries = self.command("/se/log", json!({"type": "browser"}));
        entries.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Sets the width of the page, and whether it's dark.
    pub fn look(&self, width: u32, height: u32, is_dark: bool) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if is_dark { "dark" } else { "light" };
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", media);
    }

    /// Returns a picture of the whole page, as a PNG in base64.
    pub fn picture(&self) -> String {
        let picture = self.devtools("Page.captureScreenshot", json!({"captureBeyondViewport": true}));
        picture["data"].as_str().unwrap().to_owned()
    }

    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.command("/goog/cdp/execute", json!({"cmd": command, "params": parameters}))
    }

    #[track_caller]
    fn command(&self, path: &str, parameters: Value) -> Value {
        let mut response = self.agent.post(format!("{}{path}", self.session)).send_json(&parameters).unwrap();
        let mut body = response.body_mut().with_config().limit(64 << 20).read_json::<Value>().unwrap();
        assert!(response.status().is_success(), "{path} {parameters}: {body}");
        body["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the browser with its session.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
