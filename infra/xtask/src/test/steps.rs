//! What passed and what failed so far.

use std::time::Instant;

use crate::Error;
use crate::command::heading;

/// How many lines of how a test failed are said again at the end.
pub const LINES: usize = 12;
/// How many failed tests are named again at the end: more have one reason.
const NAMES: usize = 10;

/// Tests counted by their runners.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    /// Which failed, each with the first lines of how, as far as the runner tells.
    pub which: Vec<String>,
}

/// The steps run so far.
#[derive(Default)]
pub struct Steps {
    counts: Counts,
    failed: Vec<String>,
}

impl Steps {
    /// Runs a step that counts no tests.
    pub fn check(&mut self, name: &str, step: impl FnOnce() -> Result<(), Error>) -> bool {
        self.tests(name, || step().map(|()| (Counts::default(), Ok(()))))
    }

    /// Runs a step whose tests are counted; its second result is how the runner itself ended.
    pub fn tests(&mut self, name: &str, step: impl FnOnce() -> Result<(Counts, Result<(), Error>), Error>) -> bool {
        heading(name);
        let started = Instant::now();
        let (counts, ended) = step().unwrap_or_else(|error| (Counts::default(), Err(error)));
        self.counts.passed += counts.passed;
        self.counts.failed += counts.failed;
        self.counts.which.extend(counts.which);
        let seconds = started.elapsed().as_secs();
        match ended {
            Ok(()) if counts.failed == 0 => {
                println!("== {name}: ok, {seconds} s");
                true
            }
            ended => {
                let reason = ended.err().map_or_else(|| format!("{} failed", counts.failed), |error| error.to_string());
                println!("== {name}: FAILED, {seconds} s: {reason}");
                self.failed.push(format!("{name}: {reason}"));
                // A step that failed without a failed test, such as a lint, counts as one.
                self.counts.failed += u64::from(counts.failed == 0);
                false
            }
        }
    }

    /// Prints what failed, and the sums: the last lines are all that some machines keep.
    ///
    /// # Errors
    /// When anything failed.
    pub fn finish(self) -> Result<(), Error> {
        println!();
        for which in self.counts.which.iter().take(NAMES) {
            println!("failed: {which}");
        }
        for failed in &self.failed {
            println!("FAILED {failed}");
        }
        println!("{} passed, {} failed", self.counts.passed, self.counts.failed);
        if self.failed.is_empty() { Ok(()) } else { Err("not everything passed".into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_check_counts_as_one_and_does_not_hide_tests() {
        let mut steps = Steps::default();
        assert!(steps.tests("tests", || Ok((Counts { passed: 3, ..Counts::default() }, Ok(())))));
        assert!(!steps.check("lint", || Err("no".into())));
        let which = vec!["one".to_owned(), "two".to_owned()];
        assert!(!steps.tests("more", || Ok((Counts { passed: 1, failed: 2, which: which.clone() }, Err("exit 1".into())))));
        assert_eq!(steps.counts, Counts { passed: 4, failed: 3, which });
        assert!(steps.finish().is_err());
    }
}
