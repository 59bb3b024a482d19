//! How the small build is compiled: with the standard library made again for size, where the machine can.
//!
//! The library that rustup brings carries the messages of every panic, and is optimised for speed. Made again, with a panic that just
//! stops, it takes a seventh off everything. It needs the library's source (`rustup component add rust-src`) and flags that the stable
//! compiler keeps behind `RUSTC_BOOTSTRAP`: without either the build is the plain one, larger, and says so.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::command::{command, run};

/// A panic stops at once, without a message; the app's page says that something went wrong by itself. `Debug` is for tests and logs,
/// which the app has not.
const LEAN: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none";
const STD: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
const UNLOCK: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// Where the standard library comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Libreria {
    Rifatta,
    Pronta,
}

/// Has a compilation make its own standard library, when it can.
pub fn with_own_std(compile: &mut Command) -> Libreria {
    if !has_source() {
        println!("Without the source of the standard library the PWA is a seventh larger: `rustup component add rust-src` while online.");
        return Libreria::Pronta;
    }
    if !are_understood() {
        println!("This compiler does not know {LEAN}: the PWA is a seventh larger.");
        return Libreria::Pronta;
    }
    compile.args(STD).env("RUSTFLAGS", LEAN).env(UNLOCK.0, UNLOCK.1);
    Libreria::Rifatta
}

fn has_source() -> bool {
    let Ok(sysroot) = command("rustc", &["--print", "sysroot"]).output() else { return false };
    let source = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    source.is_file() || (run(&mut command("rustup", &["component", "add", "rust-src"])).is_ok() && source.is_file())
}

fn are_understood() -> bool {
    let mut probe = command("rustc", &["--print", "cfg"]);
    let probe = probe.args(LEAN.split(' ')).env(UNLOCK.0, UNLOCK.1).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}
