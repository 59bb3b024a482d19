//! How a cloud starts.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use cassetto_domain::preferenze::PoliticaSms;
use cassetto_runtime::Clock;
use tokio::runtime::Handle;

use super::folder::{Folder, Seeded};
use crate::{Cloud, Faults};

/// How to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Of the gateway; 0 takes a free one.
    pub port: u16,
    /// Where everything is kept; none for memory and a temporary folder.
    pub data: Option<PathBuf>,
    /// Empties `data` first.
    pub fresh: bool,
    /// The built PWA.
    pub pwa: Option<PathBuf>,
    /// Where DynamoDB, S3 and SNS listen: this machine only, unless functions in containers have to reach them.
    pub services: Ipv4Addr,
    /// Who answers `/api` in place of the functions in this process: an address with `http://`, without a final slash.
    pub api: Option<String>,
    pub clock: Clock,
    /// Brings the demo people, once for each `data`.
    pub seed: bool,
    /// Runs the stream's feed, the sweeper, expiries. Without, a test calls [`Cloud::settle`] and [`Cloud::sweep`] when it likes.
    pub background: bool,
    /// Whether codice fiscale and PIN open a session.
    pub pin_enabled: bool,
    pub politica_sms: PoliticaSms,
    /// Active from the start; the demo people are brought before.
    pub faults: Faults,
    /// How long one attempt of a call to a service may take; as in the cloud unless it says otherwise.
    pub attempt_timeout: Option<std::time::Duration>,
    /// Where the functions run that are called through the gateway, to be told from the rest; with the rest unless it says otherwise.
    pub functions: Option<Handle>,
}

impl Default for Options {
    /// In memory, on a free port, empty, with everything running.
    fn default() -> Self {
        Self {
            port: 0,
            data: None,
            fresh: false,
            pwa: None,
            services: Ipv4Addr::LOCALHOST,
            api: None,
            clock: Clock::system(),
            seed: false,
            background: true,
            pin_enabled: true,
            politica_sms: PoliticaSms::default(),
            faults: Faults::default(),
            attempt_timeout: None,
            functions: None,
        }
    }
}

impl Cloud {
    /// Whether [`start`](Self::start) with these options would first bring the demo people, which takes some seconds.
    #[must_use]
    pub fn will_seed(options: &Options) -> bool {
        let folder = |path: &PathBuf| Folder { path: path.clone(), persistent: true };
        options.seed && (options.fresh || options.data.as_ref().is_none_or(|path| folder(path).seeded() != Seeded::Wholly))
    }
}
