//! What was "sent": SMS that SNS took and e-mails that the mail server took, kept instead of delivered.

use std::io::Write;
use std::path::{Path, PathBuf};
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

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Riga {
    Sms(Sms),
    Email(Email),
    Push(PushMessage),
}

impl Lists {
    fn add(&mut self, row: Riga) {
        match row {
            Riga::Sms(sms) => self.sms.push(sms),
            Riga::Email(email) => self.email.push(email),
            Riga::Push(message) => self.push.push(message),
        }
    }
}

/// Writes one line: a notice costs as much after ten thousand as after ten.
fn append(file: &Path, row: &Riga) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(row)?;
    line.push(b'\n');
    std::fs::File::options().create(true).append(true).open(file)?.write_all(&line)
}

impl Sent {
    /// The lists in `file`, or empty ones.
    #[must_use]
    pub fn open(file: Option<PathBuf>) -> Self {
        let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        let mut lists = Lists::default();
        // What was being written when the process ended is no line.
        for row in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
            lists.add(row);
        }
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
        self.add(Riga::Sms(sms));
    }

    pub(crate) fn add_email(&self, email: Email) {
        self.add(Riga::Email(email));
    }

    pub(crate) fn add_push(&self, message: PushMessage) {
        self.add(Riga::Push(message));
    }

    fn add(&self, row: Riga) {
        let mut lists = self.lock();
        if let Some(file) = &self.file
            && let Err(error) = append(file, &row)
        {
            tracing::warn!(%error, "the list of notices could not be kept");
        }
        lists.add(row);
        drop(lists);
        self.changed.send_replace(());
    }

    fn lock(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
