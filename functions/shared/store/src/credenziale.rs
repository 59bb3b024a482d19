//! Credentials, and the count of failed attempts that slows whoever guesses.
//!
//! An attempt is counted before the PIN is compared, so that attempts made at once don't get past the wait; the right one clears it.
//! The count belongs to the codice fiscale that was typed, whether or not somebody has it: the two can't be told apart.

use std::fmt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{ID, NOME, NUMERO, PHC, PROSSIMO, RUOLO, SEDE, TTL};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::primitive::Reading;

/// How long after the last attempt the count is forgotten.
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

/// Attempts since the last success: those that failed and those being examined.
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

    /// Counts an attempt that is about to be examined, and says before when none other may be. 1 write unit.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the count is not the one `seen`, or its wait is not over.
    pub async fn count_attempt(
        &self,
        cf: &CodiceFiscale,
        seen: Tentativi,
        prossimo: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let update = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::tentativi(cf).into_map()))
            .expression_attribute_names("#ttl", TTL)
            .expression_attribute_values(":count", number(seen.numero.saturating_add(1)))
            .expression_attribute_values(":ttl", number((now + MEMORY).as_second()));
        let update = match prossimo {
            Some(prossimo) => update
                .update_expression("SET n = :count, px = :until, #ttl = :ttl")
                .expression_attribute_values(":until", instant(prossimo)),
            None => update.update_expression("SET n = :count, #ttl = :ttl REMOVE px"),
        };
        // None seen may be some that are forgotten but not yet dropped.
        let update = if seen.numero == 0 {
            update
                .condition_expression("attribute_not_exists(n) OR #ttl <= :now")
                .expression_attribute_values(":now", number(now.as_second()))
        } else {
            update
                .condition_expression("n = :seen AND (attribute_not_exists(px) OR px <= :now)")
                .expression_attribute_values(":seen", number(seen.numero))
                .expression_attribute_values(":now", instant(now))
        };
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => {
                Err(StoreError::Conflitto)
            }
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Forgets the failures. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn clear_failures(&self, cf: &CodiceFiscale) -> Result<(), StoreError> {
        self.delete(keys::tentativi(cf)).await
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
