//! A local system for whoever drives a browser against it, and the npm packages that do.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::command::{build, command, root, run as run_command, target};
use crate::{Error, machine};

/// A local system on a free port with fresh demo people.
pub struct System {
    process: Child,
    /// The line that tells where it is.
    pub welcome: String,
    pub origin: String,
}

impl System {
    /// Builds the program.
    ///
    /// # Errors
    /// When it does not build.
    pub fn build() -> Result<(), Error> {
        build(&["--bin", "cassetto-local"])
    }

    /// Starts it with its data in a folder that is emptied first.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(data: &Path) -> Result<Self, Error> {
        if data.is_dir() {
            fs::remove_dir_all(data)?;
        }
        fs::create_dir_all(data)?;
        // SMS wait from 21 to 8, and journeys run at any hour.
        let mut local = command(target().join("debug/cassetto-local"), &["--port", "0", "--fresh", "--ora", "09:00"]);
        let process = local.arg("--data").arg(data).stdout(Stdio::piped()).spawn()?;
        let mut system = Self { process, welcome: String::new(), origin: String::new() };
        let Some(output) = system.process.stdout.take() else { return Err("the local system has no output".into()) };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let found = lines.find_map(|line| {
            let origin = line.split_whitespace().find(|word| word.starts_with("http://"))?.to_owned();
            Some((origin, line))
        });
        // The rest is for people; reading it on keeps the pipe open.
        std::thread::spawn(move || lines.for_each(drop));
        match found {
            Some((origin, welcome)) => {
                (system.origin, system.welcome) = (origin, welcome);
                Ok(system)
            }
            None => {
                system.stop()?;
                Err("the local system did not start".into())
            }
        }
    }

    /// Asks it to end, as Ctrl-C does, and expects it to end well.
    ///
    /// # Errors
    /// When it does not.
    pub fn stop(&mut self) -> Result<(), Error> {
        run_command(&mut command("kill", &["-TERM", &self.process.id().to_string()]))?;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the local system ended badly ({status})").into()) }
    }
}

impl Drop for System {
    fn drop(&mut self) {
        // Only after an error: a system that was stopped is gone already.
        let _ = self.process.kill();
    }
}

/// Installs Node, Chromium and what else is named, and a package of `tests/` as its lock file says. Gives the package's folder.
///
/// # Errors
/// When something is missing and can't be installed.
pub fn install(package: &str, more: &[(&'static str, &'static str)]) -> Result<PathBuf, Error> {
    let mut wanted = vec![("node", "nodejs"), ("npm", "npm")];
    wanted.extend_from_slice(more);
    if machine::chromium().is_none() {
        wanted.push(("chromium", "chromium"));
    }
    machine::ensure_debian(&wanted)?;
    let folder = root().join("tests").join(package);
    let newer = |file: &str, than: &str| {
        let modified = |name: &str| fs::metadata(folder.join(name)).and_then(|metadata| metadata.modified()).ok();
        modified(file).is_some_and(|file| modified(than).is_some_and(|than| file > than))
    };
    if !newer("node_modules/.package-lock.json", "package-lock.json") {
        let mut install = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        install.current_dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("PUPPETEER_SKIP_DOWNLOAD", "1");
        run_command(&mut install)?;
    }
    Ok(folder)
}
