//! The browsers of a person that take push messages.

use std::fmt;

use cassetto_domain::id::PersonaId;
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::attributi::{CHIAVE, INDIRIZZO, QUANDO, SEGRETO};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys;
use crate::primitive::Reading;

/// How many browsers a person may have; the oldest makes room.
pub const MASSIMO: usize = 10;

/// A subscription (Push API).
#[derive(Clone, PartialEq, Eq)]
pub struct Dispositivo {
    /// Where the push service takes messages for it. A secret: who knows it can send.
    pub endpoint: String,
    /// The browser's public key: an uncompressed point of P-256.
    pub p256dh: Vec<u8>,
    /// The browser's secret, 16 bytes.
    pub auth: Vec<u8>,
    pub quando: Timestamp,
}

impl fmt::Debug for Dispositivo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dispositivo({})", self.quando)
    }
}

impl Dispositivo {
    /// What its row is called; the endpoint itself is too long and a secret.
    #[must_use]
    pub fn impronta(endpoint: &str) -> String {
        BASE64URL_NOPAD.encode(&Sha256::digest(endpoint)[..16])
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            endpoint: item.text(INDIRIZZO)?.to_owned(),
            p256dh: item.bytes(CHIAVE)?.to_vec(),
            auth: item.bytes(SEGRETO)?.to_vec(),
            quando: item.instant(QUANDO)?,
        })
    }
}

impl Store {
    /// A person's browsers, the one that subscribed first before the others. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn dispositivi(&self, persona: PersonaId) -> Result<Vec<Dispositivo>, StoreError> {
        let range = Some(keys::tutti(keys::DISPOSITIVI));
        let items = self.partition(&keys::partizione_persona(persona), range, Reading::Strong).await?;
        let mut dispositivi: Vec<Dispositivo> = items.iter().map(Dispositivo::from_item).collect::<Result<_, _>>()?;
        dispositivi.sort_by_key(|dispositivo| dispositivo.quando);
        Ok(dispositivi)
    }

    /// Adds a browser, or writes its new keys. One Query, 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_dispositivo(&self, persona: PersonaId, dispositivo: &Dispositivo) -> Result<(), StoreError> {
        let mut others = self.dispositivi(persona).await?;
        others.retain(|other| other.endpoint != dispositivo.endpoint);
        if others.len() >= MASSIMO {
            self.delete_dispositivo(persona, &others.remove(0).endpoint).await?;
        }
        let item = Item::new(keys::dispositivo(persona, &Dispositivo::impronta(&dispositivo.endpoint)))
            .with(INDIRIZZO, string(&dispositivo.endpoint))
            .with(CHIAVE, blob(dispositivo.p256dh.clone()))
            .with(SEGRETO, blob(dispositivo.auth.clone()))
            .with_instant(QUANDO, dispositivo.quando);
        self.put(item).await
    }

    /// Forgets a browser. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delete_dispositivo(&self, persona: PersonaId, endpoint: &str) -> Result<(), StoreError> {
        self.delete(keys::dispositivo(persona, &Dispositivo::impronta(endpoint))).await
    }
}
