//! What the kernel knows of this process, read from `/proc`; and whose work its threads do.

use std::fs;
use std::io;
use std::ops::Sub;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::Error;

/// Whose threads they are: what the functions take in the cloud is told from what stands in for the cloud here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parte {
    /// Event in, answer out: the handler, the SDK and its connections.
    Funzioni,
    /// Gateway, `DynamoDB`, S3 and the others.
    Servizi,
}

/// CPU time so far, user and system.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cpu {
    /// Of all threads: the clients' too.
    pub tutto: Duration,
    pub funzioni: Duration,
    pub servizi: Duration,
}

impl Parte {
    /// The kernel takes fifteen bytes of it.
    const fn name(self) -> &'static str {
        match self {
            Self::Funzioni => "funzioni",
            Self::Servizi => "servizi",
        }
    }

    /// A runtime whose threads are known as this part's.
    ///
    /// # Errors
    /// When the threads can't be made.
    pub fn runtime(self) -> io::Result<Runtime> {
        // A thread that ends takes its time along.
        Builder::new_multi_thread().thread_name(self.name()).thread_keep_alive(Duration::from_hours(1)).enable_all().build()
    }
}

/// CPU time so far, of all threads that are there.
///
/// # Errors
/// Where there is no `/proc`.
pub fn cpu() -> Result<Cpu, Error> {
    let mut cpu = Cpu::default();
    for thread in fs::read_dir("/proc/self/task")? {
        let thread = thread?.path();
        // Gone between the two readings.
        let Ok(statistics) = fs::read_to_string(thread.join("schedstat")) else { continue };
        let nanoseconds = statistics.split(' ').next().ok_or("/proc/self/task/*/schedstat is not of the known form")?;
        let time = Duration::from_nanos(nanoseconds.parse()?);
        cpu.tutto += time;
        let name = fs::read_to_string(thread.join("comm")).unwrap_or_default();
        match name.trim() {
            name if name == Parte::Funzioni.name() => cpu.funzioni += time,
            name if name == Parte::Servizi.name() => cpu.servizi += time,
            _ => {}
        }
    }
    Ok(cpu)
}

impl Sub for Cpu {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            tutto: self.tutto.saturating_sub(before.tutto),
            funzioni: self.funzioni.saturating_sub(before.funzioni),
            servizi: self.servizi.saturating_sub(before.servizi),
        }
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
