//! What the machine must have, installed when it may be.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use crate::Error;
use crate::command::{command, root, run};

/// The target that the PWA is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Checkers of the template, at the versions that the project is checked with.
const PYTHON: [&str; 2] = ["aws-sam-cli==1.170.0", "cfn-lint==1.58.0"];

/// Installs the wasm target when it is missing.
///
/// # Errors
/// When it is missing and rustup can't install it: says what to do.
pub fn ensure_wasm() -> Result<(), Error> {
    let sysroot = command("rustc", &["--print", "sysroot"]).output()?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    println!("The target {WASM} is missing: installing it with rustup.");
    run(&mut command("rustup", &["target", "add", WASM])).map_err(|error| {
        let advice = format!("the PWA needs Rust's target {WASM}: install it with `rustup target add {WASM}` while online");
        format!("{advice} ({error})").into()
    })
}

/// The first of these programs that the path holds.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Installs Debian packages when one of the programs is missing: `(program, package)`.
///
/// # Errors
/// When a program is missing and this user may not install packages: says what to install.
pub fn ensure_debian(wanted: &[(&str, &str)]) -> Result<(), Error> {
    let missing: Vec<&str> = wanted.iter().filter(|(program, _)| find(&[program]).is_none()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root() || find(&["apt-get"]).is_none() {
        return Err(format!("missing on this machine: install them with `sudo apt-get install {}`", missing.join(" ")).into());
    }
    println!("Installing from Debian: {}", missing.join(" "));
    run(command("apt-get", &["update", "-q"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    run(command("apt-get", &["install", "-y", "-q", "--no-install-recommends"]).args(&missing).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Whether this user may do everything.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Where Chromium is: `$CHROMIUM`, or the path.
pub fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| find(&["chromium", "chromium-browser", "google-chrome"]))
}

/// A program of the project's own Python environment, where `packages` are installed first.
///
/// # Errors
/// When Python or its packages can't be installed.
pub fn python_tool(name: &str, packages: &[&str]) -> Result<PathBuf, Error> {
    python_tool_in("venv", name, packages)
}

/// The same in an environment of its own, for what wants other versions than the others do.
///
/// # Errors
/// As [`python_tool`].
pub fn python_tool_apart(name: &str, packages: &[&str]) -> Result<PathBuf, Error> {
    python_tool_in(&format!("venv-{name}"), name, packages)
}

fn python_tool_in(folder: &str, name: &str, packages: &[&str]) -> Result<PathBuf, Error> {
    let venv = root().join("target").join(folder);
    let stamp = venv.join(format!("{}.installed", packages.join(" ")));
    if !stamp.is_file() {
        ensure_debian(&[("python3", "python3")])?;
        if !venv.join("bin/pip").is_file() {
            let made = run(command("python3", &["-m", "venv"]).arg(&venv));
            if made.is_err() {
                // Debian's python3 comes without venv; its module exists but fails.
                ensure_debian(&[("the venv module of python3", "python3-venv")])?;
                run(command("python3", &["-m", "venv", "--clear"]).arg(&venv))?;
            }
        }
        run(command(venv.join("bin/pip"), &["install", "--quiet", "--disable-pip-version-check"]).args(packages))?;
        std::fs::write(stamp, "")?;
    }
    Ok(venv.join("bin").join(name))
}

/// `sam` or `cfn-lint`.
///
/// # Errors
/// As [`python_tool`].
pub fn infra_tool(name: &str) -> Result<PathBuf, Error> {
    python_tool(name, &PYTHON)
}
