//! What the kernel knows of this process, read from `/proc`.

use std::time::Duration;

use crate::Error;

/// The kernel's clock tick on every architecture that it is built for today.
const TICK: Duration = Duration::from_millis(10);

/// CPU time so far, of all threads.
///
/// # Errors
/// Where there is no `/proc`.
pub fn cpu() -> Result<Duration, Error> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The program's name, in parentheses, may contain anything.
    let fields = stat.rsplit_once(") ").map(|(_, fields)| fields).unwrap_or_default();
    let mut times = fields.split(' ').skip(11).take(2).map(str::parse::<u32>);
    match (times.next(), times.next()) {
        (Some(Ok(user)), Some(Ok(system))) => Ok(TICK * (user + system)),
        _ => Err("/proc/self/stat is not of the known form".into()),
    }
}

/// Resident memory, kB.
///
/// # Errors
/// Where there is no `/proc`.
pub fn resident_kb() -> Result<u64, Error> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
