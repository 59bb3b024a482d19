//! What the kernel knows of a process, read from `/proc`.

use std::time::Duration;

use crate::Error;

/// CPU time of a process so far, user and system, of all its threads: to the nanosecond, where `/proc/PID/stat` counts ticks of ten
/// milliseconds.
///
/// # Errors
/// When the process is gone, or the kernel keeps no such figures.
pub fn cpu(pid: u32) -> Result<Duration, Error> {
    let mut total = Duration::ZERO;
    for thread in std::fs::read_dir(format!("/proc/{pid}/task"))? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        let nanos = text.split_whitespace().next().ok_or("/proc/PID/task/TID/schedstat is empty")?;
        total += Duration::from_nanos(nanos.parse()?);
    }
    Ok(total)
}

/// The most memory that was resident at once, kB.
///
/// # Errors
/// When the process is gone.
pub fn peak_kb(pid: u32) -> Result<u64, Error> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
