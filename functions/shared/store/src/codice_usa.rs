//! One-time codes: sent to a contact, tried at most five times, spent by the transaction that they authorise.
//!
//! A try is counted before the code is compared, so that tries made at once don't get past the limit.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{Delete, ReturnValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use cassetto_domain::avviso::{Evento, Lingua};
use cassetto_domain::calendario;
use cassetto_domain::codice_usa::{AL_GIORNO, CodiceUso, EsitoCodice, PAUSA, Scopo, TENTATIVI as TRIES, VALIDITA};
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::id::{AvvisoId, PersonaId};
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::annuncio::new_consegna;
use crate::attributi::{IMPRONTA, NUMERO, QUANDO, SCADE, TENTATIVI, TTL, VALORE};
use crate::avviso::{Avviso, Contatto, Luogo, Via};
use crate::casuale;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::item::{Item, instant, number, string};
use crate::keys;
use crate::outbox::Biglietto;
use crate::persona::Persona;
use crate::primitive::Reading;
use crate::traccia;
use crate::transazione::{Motivo, Transazione, put, put_new, update};

/// Whether a code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodiceInviato {
    /// It holds until then.
    Inviato(Timestamp),
    /// The last one was sent less than a minute ago: nothing is written.
    TroppoPresto,
    /// As many as a day may have went to new contacts: nothing is written.
    TroppiOggi,
}

impl Store {
    /// Sends a new code to a contact; the one before it for the same purpose holds no longer. 6 write units; 8 for a new contact.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn send_codice(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        contatto: Contatto,
        now: Timestamp,
    ) -> Result<CodiceInviato, StoreError> {
        self.send_codice_for(persona, scopo, contatto, None, now).await
    }

    /// The same for a code that is kept with the value that it is to confirm.
    pub(crate) async fn send_codice_for(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        contatto: Contatto,
        valore: Option<&str>,
        now: Timestamp,
    ) -> Result<CodiceInviato, StoreError> {
        let lingua = self.persona(persona).await?.map(|persona: Persona| persona.preferenze.lingua).unwrap_or_default();
        let rows = self.codice_rows(persona, scopo, contatto, valore, lingua, now)?;
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(CodiceInviato::Inviato(now + VALIDITA)),
            Transazione::Annullata(motivi) => match motivi.as_slice() {
                [Motivo::Condizione(_), ..] => Ok(CodiceInviato::TroppoPresto),
                [.., Motivo::Condizione(_)] => Ok(CodiceInviato::TroppiOggi),
                _ => Err(StoreError::Conflitto),
            },
        }
    }

    /// The rows of a new code, its own first: that one's condition fails when the last was sent a moment ago. That of the day last, where
    /// the contact is whatever somebody typed: its condition fails when there were too many.
    pub(crate) fn codice_rows(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        contatto: Contatto,
        valore: Option<&str>,
        lingua: Lingua,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let codice = CodiceUso::from_random(u64::from_le_bytes(casuale::bytes()?));
        let row = Item::new(keys::codice_usa(persona, scopo))
            .with_text(IMPRONTA, impronta(persona, scopo, &codice))
            .with_option(VALORE, valore, string)
            .with_instant(QUANDO, now)
            .with_instant(SCADE, now + VALIDITA)
            .with_number(TENTATIVI, 0)
            .with_ttl(now + VALIDITA);
        let row = put(self, row, |put| {
            put.condition_expression("attribute_not_exists(pk) OR #ts <= :before")
                .expression_attribute_names("#ts", QUANDO)
                .expression_attribute_values(":before", instant(now - PAUSA))
        })?;
        let luogo = match scopo {
            Scopo::Contatto(_) => Luogo::Contatti,
            Scopo::Delega(_) => Luogo::Deleghe,
        };
        // Who asks for a code waits for it: quiet hours are not for it.
        let via = Via::from(contatto.canale());
        let mut consegna = new_consegna(via, contatto, StatoConsegna::InCoda, now);
        (consegna.prossimo, consegna.massimo) = (now, ATTEMPTS);
        let id = casuale::id(AvvisoId::from_bytes)?;
        let (consegne, correlazione) = (vec![consegna], traccia::correlazione());
        let avviso = Avviso { id, persona, creato: now, evento: Evento::Codice, luogo, lingua, consegne, correlazione, versione: 1 };
        let biglietto = Biglietto { codice: Some(codice), ..Biglietto::new(&avviso, now) };
        let mut rows = vec![row, put_new(self, avviso.to_item())?, self.biglietto_row(&biglietto)?];
        if matches!(scopo, Scopo::Contatto(_)) {
            rows.push(self.codice_del_giorno_row(persona, now)?);
        }
        Ok(rows)
    }

    /// Counts a code of a day; the count is forgotten some time after it.
    fn codice_del_giorno_row(&self, persona: PersonaId, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        update(self, keys::codici_del_giorno(persona, calendario::oggi(now)), |update| {
            update
                .update_expression("SET #ttl = :ttl ADD #n :one")
                .condition_expression("attribute_not_exists(#n) OR #n < :most")
                .expression_attribute_names("#ttl", TTL)
                .expression_attribute_names("#n", NUMERO)
                .expression_attribute_values(":ttl", number((now + GIORNATA).as_second()))
                .expression_attribute_values(":one", number(1))
                .expression_attribute_values(":most", number(AL_GIORNO))
        })
    }

    /// Counts a try and compares. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn try_codice(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        codice: &CodiceUso,
        now: Timestamp,
    ) -> Result<EsitoCodice, StoreError> {
        Ok(self.try_codice_for(persona, scopo, codice, now).await?.0)
    }

    /// The same; with a right code also the value that it confirms.
    pub(crate) async fn try_codice_for(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        codice: &CodiceUso,
        now: Timestamp,
    ) -> Result<(EsitoCodice, Option<String>), StoreError> {
        let result = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::codice_usa(persona, scopo).into_map()))
            .update_expression("ADD tn :one")
            .condition_expression("tn < :most AND x > :now")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":most", number(TRIES))
            .expression_attribute_values(":now", instant(now))
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        let row = match result {
            Ok(output) => Item(output.attributes.unwrap_or_default()),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => {
                return Ok((self.no_more_tries(persona, scopo, now).await?, None));
            }
            Err(error) => return Err(dynamodb(error)),
        };
        if row.text(IMPRONTA)? == impronta(persona, scopo, codice) {
            return Ok((EsitoCodice::Giusto, row.optional(VALORE, Item::text)?.map(str::to_owned)));
        }
        let rimasti = TRIES.saturating_sub(row.number(TENTATIVI)?);
        Ok((if rimasti == 0 { EsitoCodice::Esaurito } else { EsitoCodice::Sbagliato { rimasti } }, None))
    }

    /// Why no try was counted.
    async fn no_more_tries(&self, persona: PersonaId, scopo: Scopo, now: Timestamp) -> Result<EsitoCodice, StoreError> {
        let row = self.get(keys::codice_usa(persona, scopo), Reading::Strong).await?;
        let holds = row.map(|row| row.instant(SCADE)).transpose()?.is_some_and(|scade| scade > now);
        Ok(if holds { EsitoCodice::Esaurito } else { EsitoCodice::Scaduto })
    }

    /// The row that spends a code, to write with what it authorises once [`Store::try_codice`] has found it right.
    pub(crate) fn spend_codice(
        &self,
        persona: PersonaId,
        scopo: Scopo,
        codice: &CodiceUso,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table())
            .set_key(Some(keys::codice_usa(persona, scopo).into_map()))
            .condition_expression("h = :hash AND x > :now")
            .expression_attribute_values(":hash", string(impronta(persona, scopo, codice)))
            .expression_attribute_values(":now", instant(now))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// No day of Rome is longer.
const GIORNATA: SignedDuration = SignedDuration::from_hours(25);

/// A code is of no use after a quarter of an hour: three attempts, after 5 and 15 minutes.
const ATTEMPTS: u32 = 3;

/// The code of another person or purpose has another fingerprint. That of so few digits hides nothing for long: it needs to do so for
/// a quarter of an hour, from who can read the table.
fn impronta(persona: PersonaId, scopo: Scopo, codice: &CodiceUso) -> String {
    let hash = Sha256::new().chain_update(persona.as_bytes()).chain_update(scopo.to_string()).chain_update(codice.as_str());
    BASE64URL_NOPAD.encode(&hash.finalize())
}
