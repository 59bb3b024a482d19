//! `cargo xtask dev`: from a fresh clone to the running system.

use std::os::unix::process::CommandExt;

use crate::command::{self, cargo, heading, target};
use crate::{Dev, Error, machine, pwa};

/// Builds what changed, then becomes the local system.
///
/// # Errors
/// When something can't be built.
pub fn run(options: &Dev) -> Result<(), Error> {
    heading("1/3 the PWA");
    machine::ensure_wasm()?;
    let dist = pwa::build(pwa::Modo::Piccola)?;
    heading("2/3 the functions and the local cloud");
    command::run(&mut cargo(&["build", "--package", "cassetto-local"]))?;
    heading("3/3 start");
    let mut local = command::command(target().join("debug/cassetto-local"), &[]);
    local.arg("--port").arg(options.port.to_string()).arg("--data").arg(&options.data).arg("--pwa").arg(dist);
    if options.fresh {
        local.arg("--fresh");
    }
    // Returns only when it could not start: signals go straight to the system.
    Err(local.exec().into())
}
