//! IAM: every call that a function makes is compared with the policy of its role in `infra/template.yaml`, and refused when that does
//! not allow it, in whatever test, journey or demonstration. What was allowed and used is noted for [`unused`].
//!
//! A function is known by the access key that it signs with, in headers or in a presigned link, as in the cloud. Whoever signs with
//! the cloud's own key is no function and may do everything: tests, demo people.

mod calls;
mod policy;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

pub use calls::Call;
pub use policy::Grant;

use crate::ACCESS_KEY;

/// Where the grants that were used are noted, one file a process, when this variable names a folder.
pub const FOLDER: &str = "CASSETTO_CHIAMATE";

/// All grants of the template.
static GRANTS: LazyLock<Vec<Grant>> = LazyLock::new(|| policy::grants(&crate::template::read()));

/// A call that its function's role does not allow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{function} may not {action} on {resource}")]
pub struct Denied {
    pub function: String,
    pub action: String,
    pub resource: String,
}

/// The policies as one cloud applies them.
#[derive(Debug, Default)]
pub struct Iam {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    used: BTreeSet<usize>,
    revoked: BTreeSet<(String, String)>,
    denied: BTreeSet<Denied>,
}

impl Iam {
    /// Whether `function` may do this; a call of nobody's is the cloud's own.
    ///
    /// # Errors
    /// The first of the calls that its role does not allow.
    pub fn ask(&self, function: Option<&str>, calls: &[Call]) -> Result<(), Denied> {
        let Some(function) = function else { return Ok(()) };
        calls.iter().try_for_each(|call| self.ask_one(function, call))
    }

    fn ask_one(&self, function: &str, call: &Call) -> Result<(), Denied> {
        let mut state = self.lock();
        let grants = GRANTS.iter().enumerate().filter(|(_, grant)| grant.allows(function, call));
        let matching: Vec<usize> = grants.map(|(index, _)| index).collect();
        if matching.is_empty() || state.revoked.contains(&(function.to_owned(), call.action.clone())) {
            let denied = Denied { function: function.to_owned(), action: call.action.clone(), resource: call.resource.clone() };
            tracing::error!(%denied, "refused by the role");
            state.denied.insert(denied.clone());
            return Err(denied);
        }
        for index in matching {
            if state.used.insert(index) {
                note(&GRANTS[index]);
            }
        }
        Ok(())
    }

    /// Takes an action away from a function until the cloud ends.
    pub fn revoke(&self, function: &str, action: &str) {
        self.lock().revoked.insert((function.to_owned(), action.to_owned()));
    }

    /// What was refused since the start.
    #[must_use]
    pub fn denied(&self) -> Vec<Denied> {
        self.lock().denied.iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The key that a function signs with.
pub fn access_key(function: &str) -> String {
    format!("{ACCESS_KEY}-{function}")
}

/// The function that signed a request.
pub fn signer(parts: &http::request::Parts) -> Option<String> {
    let header = parts.headers.get(http::header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let credential = match header.and_then(|value| value.split_once("Credential=")) {
        Some((_, credential)) => credential.split('/').next(),
        None => {
            let query = parts.uri.query().unwrap_or_default().split('&');
            query.filter_map(|pair| pair.strip_prefix("X-Amz-Credential=")).find_map(|value| value.split(['/', '%']).next())
        }
    };
    credential?.strip_prefix(ACCESS_KEY)?.strip_prefix('-').map(str::to_owned)
}

fn note(grant: &Grant) {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = PathBuf::from(folder);
    let file = folder.join(std::process::id().to_string());
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
        file.write_all(format!("{grant}\n").as_bytes())
    });
    if let Err(error) = written {
        tracing::error!(%error, "a call could not be noted");
    }
}

/// The grants of the template that no process which wrote into `folder` has used: what a role has and does not need.
///
/// # Errors
/// When the folder can't be read.
pub fn unused(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut used = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        used.extend(std::fs::read_to_string(entry?.path())?.lines().map(str::to_owned));
    }
    let grants = GRANTS.iter().filter(|grant| !grant.is_of_the_platform()).map(ToString::to_string);
    Ok(grants.filter(|grant| !used.contains(grant)).collect())
}

/// How many grants there are.
#[must_use]
pub fn count() -> usize {
    GRANTS.len()
}
