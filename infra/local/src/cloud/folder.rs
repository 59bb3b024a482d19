//! What lies in the data folder.

use std::path::PathBuf;

use cassetto_store::StoreConfig;
use serde_json::json;

/// What lies in the data folder.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) persistent: bool,
}

impl Folder {
    pub(super) const TABLE: &str = "tabella.sqlite";
    pub(super) const OBJECTS: &str = "oggetti";
    pub(super) const SENT: &str = "avvisi.jsonl";
    const SEEDED: &str = "demo.json";
    const SERVICES: &str = "servizi.json";

    pub(super) fn file(&self, name: &str) -> Option<PathBuf> {
        self.persistent.then(|| self.path.join(name))
    }

    pub(super) fn seeded(&self) -> Seeded {
        match std::fs::read_to_string(self.path.join(Self::SEEDED)) {
            Ok(state) if state == SEED_DONE => Seeded::Wholly,
            Ok(_) => Seeded::Partly,
            Err(_) => Seeded::Never,
        }
    }

    /// Notes where the services are, for who looks into the table from outside: they are on ports of this machine only, and the keys
    /// are good for nothing else.
    pub(super) fn note_services(&self, config: &StoreConfig) -> std::io::Result<()> {
        let (chiave, segreto) = config.credentials.clone().unwrap_or_default();
        let services = json!({
            "regione": config.region,
            "tabella": config.table,
            "bucket": config.bucket,
            "registri": config.registri,
            "dynamodb": config.dynamodb_endpoint,
            "s3": config.s3_endpoint,
            "chiave": chiave,
            "segreto": segreto,
        });
        std::fs::write(self.path.join(Self::SERVICES), format!("{services:#}\n"))
    }

    /// Notes that bringing the demo people has begun: until it is done, the folder holds some of them.
    pub(super) fn begin_seed(&self) -> std::io::Result<()> {
        std::fs::write(self.path.join(Self::SEEDED), SEED_BEGUN)
    }

    pub(super) fn end_seed(&self) -> std::io::Result<()> {
        std::fs::write(self.path.join(Self::SEEDED), SEED_DONE)
    }

    /// Removes what a cloud keeps, and nothing else that might lie there.
    pub(super) fn empty(&self) -> std::io::Result<()> {
        let objects = self.path.join(Self::OBJECTS);
        if objects.exists() {
            std::fs::remove_dir_all(objects)?;
        }
        let database = ["", "-wal", "-shm", "-journal"].map(|suffix| format!("{}{suffix}", Self::TABLE));
        for name in database.iter().map(String::as_str).chain([Self::SENT, Self::SEEDED]) {
            match std::fs::remove_file(self.path.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether the demo people have been brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seeded {
    Never,
    /// Somebody stopped the process meanwhile.
    Partly,
    Wholly,
}

const SEED_BEGUN: &str = "{\"demo\": \"begun\"}\n";
const SEED_DONE: &str = "{\"demo\": \"done\"}\n";
