//! Credentials, and the count of failed attempts that slows whoever guesses.
//!
//! The count belongs to the codice fiscale that was typed, whether or not somebody has it: the two can't be told apart.

use std::fmt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{ID, NOME, NUMERO, PHC, PROSSIMO, RUOLO, SEDE};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::primitive::Reading;

/// How long after the last failure the count is forgotten.
const MEMORY: SignedDuration = SignedDuration::from_hours(24);

/// What signing in needs of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Credenziale {
    pub persona: PersonaId,
    /// The PIN's hash with its parameters, as a PHC string.
    pub phc: String,
    pub ruolo: Ruolo,
    /// Name and surname.
    pub nome: String,
    /// Of an operator only.
    pub sede: Option<CodiceSede>,
}

impl fmt::Debug for Credenziale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credenziale({:?})", self.persona)
    }
}

/// Failed attempts since the last success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tentativi {
    pub numero: u32,
    /// Before this none is examined.
    pub prossimo: Option<Timestamp>,
}

impl Tentativi {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self { numero: item.optional(NUMERO, Item::number)?.unwrap_or_default(), prossimo: item.optional(PROSSIMO, Item::instant)? })
    }
}

impl Credenziale {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            persona: PersonaId::from_bytes(item.array(ID)?),
            phc: item.text(PHC)?.to_owned(),
            ruolo: item.code(RUOLO)?,
            nome: item.text(NOME)?.to_owned(),
            sede: item.optional(SEDE, Item::parsed)?,
        })
    }
}

impl Store {
    /// The credential of a codice fiscale and its failed attempts. One strong Query, 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn credenziali(&self, cf: &CodiceFiscale, now: Timestamp) -> Result<(Option<Credenziale>, Tentativi), StoreError> {
        let (mut credenziale, mut tentativi) = (None, Tentativi::default());
        for item in self.partition(&keys::accesso(cf), None, Reading::Strong).await? {
            match item.sk()? {
                keys::CREDENZIALE => credenziale = Some(Credenziale::from_item(&item)?),
                keys::TENTATIVI if !item.is_expired(now)? => tentativi = Tentativi::from_item(&item)?,
                _ => {}
            }
        }
        Ok((credenziale, tentativi))
    }

    /// Counts one failure. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn record_failure(&self, cf: &CodiceFiscale, now: Timestamp) -> Result<Tentativi, StoreError> {
        let output = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::tentativi(cf).into_map()))
            .update_expression("ADD n :one SET #ttl = :ttl")
            .expression_attribute_names("#ttl", crate::attributi::TTL)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":ttl", number((now + MEMORY).as_second()))
            .return_values(ReturnValue::AllNew)
            .send()
            .await
            .map_err(dynamodb)?;
        Tentativi::from_item(&Item(output.attributes.unwrap_or_default()))
    }

    /// Forgets the failures. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn clear_failures(&self, cf: &CodiceFiscale) -> Result<(), StoreError> {
        self.delete(keys::tentativi(cf)).await
    }

    /// Reserves the one attempt that is allowed now, and none other before `until`. 1 write unit.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when none is allowed yet, also because another one was reserved a moment ago.
    pub async fn reserve_attempt(&self, cf: &CodiceFiscale, now: Timestamp, until: Timestamp) -> Result<(), StoreError> {
        let result = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::tentativi(cf).into_map()))
            .update_expression("SET px = :until, #ttl = :ttl")
            .condition_expression("attribute_not_exists(px) OR px <= :now")
            .expression_attribute_names("#ttl", crate::attributi::TTL)
            .expression_attribute_values(":until", instant(until))
            .expression_attribute_values(":now", instant(now))
            .expression_attribute_values(":ttl", number((until.max(now) + MEMORY).as_second()))
            .send()
            .await;
        match result {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => {
                Err(StoreError::Conflitto)
            }
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Writes a credential, whatever was there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_credenziale(&self, cf: &CodiceFiscale, credenziale: &Credenziale) -> Result<(), StoreError> {
        let item = Item::new(keys::credenziale(cf))
            .with(ID, blob(*credenziale.persona.as_bytes()))
            .with_text(PHC, &credenziale.phc)
            .with_code(RUOLO, credenziale.ruolo)
            .with_text(NOME, &credenziale.nome)
            .with_option(SEDE, credenziale.sede, |sede| string(sede.as_str()));
        self.put(item).await
    }
}
