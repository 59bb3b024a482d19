//! What was "sent": SMS that SNS took and e-mails that the mail server took, kept instead of delivered.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// A text message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    pub quando: Timestamp,
    pub numero: String,
    pub testo: String,
    /// What SNS called it.
    #[serde(default)]
    pub messaggio: String,
}

/// A mail, as its server read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    pub quando: Timestamp,
    pub mittente: String,
    pub destinatario: String,
    pub oggetto: String,
    pub testo: String,
    /// Its `Message-ID`, without angle brackets.
    #[serde(default)]
    pub messaggio: String,
}

/// A push message, as its service took it: encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushMessage {
    pub quando: Timestamp,
    /// The last part of the address.
    pub dispositivo: String,
    pub argomento: String,
    pub corpo: Vec<u8>,
}

/// All lists, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    pub sms: Vec<Sms>,
    pub email: Vec<Email>,
    #[serde(default)]
    pub push: Vec<PushMessage>,
}

/// The shared lists; with a file they outlive the process.
#[derive(Debug, Clone)]
pub struct Sent {
    lists: Arc<Mutex<Lists>>,
    changed: watch::Sender<()>,
    file: Option<PathBuf>,
}

impl Sent {
    /// The lists in `file`, or empty ones.
    #[must_use]
    pub fn open(file: Option<PathBuf>) -> Self {
        let lists = file.as_ref().and_then(|file| serde_json::from_slice(&std::fs::read(file).ok()?).ok()).unwrap_or_default();
        Self { lists: Arc::new(Mutex::new(lists)), changed: watch::Sender::new(()), file }
    }

    #[must_use]
    pub fn lists(&self) -> Lists {
        self.lock().clone()
    }

    /// Waits until the lists satisfy `condition`.
    ///
    /// # Errors
    /// The lists as they are when `patience` ends first.
    pub async fn wait_until(&self, patience: Duration, mut condition: impl FnMut(&Lists) -> bool) -> Result<Lists, Lists> {
        let mut changes = self.changed.subscribe();
        let wait = changes.wait_for(|()| condition(&self.lock()));
        match tokio::time::timeout(patience, wait).await {
            Ok(_) => Ok(self.lists()),
            Err(_) => Err(self.lists()),
        }
    }

    pub(crate) fn add_sms(&self, sms: Sms) {
        self.change(|lists| lists.sms.push(sms));
    }

    pub(crate) fn add_email(&self, email: Email) {
        self.change(|lists| lists.email.push(email));
    }

    pub(crate) fn add_push(&self, message: PushMessage) {
        self.change(|lists| lists.push.push(message));
    }

    fn change(&self, change: impl FnOnce(&mut Lists)) {
        let mut lists = self.lock();
        change(&mut lists);
        if let Some(file) = &self.file {
            let written = serde_json::to_vec(&*lists).map_err(std::io::Error::other).and_then(|json| std::fs::write(file, json));
            if let Err(error) = written {
                tracing::warn!(%error, "the list of notices could not be kept");
            }
        }
        drop(lists);
        self.changed.send_replace(());
    }

    fn lock(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
