//! The daily registers: what goes into them, where they are kept, and which there are.
//!
//! A document is written once, in a bucket that keeps it; its row here says that it is there and what the next one is chained to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::ops::RangeInclusive;

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::Digest;

use crate::attributi::{ANNULLATA, DATA, DIMENSIONE, IMPRONTA, NUMERO, PK, PRIMO, PROTOCOLLO, QUANDO, QUANTE, SK};
use crate::codice;
use crate::connessione::Store;
use crate::cursore;
use crate::error::{StoreError, dynamodb, s3, unbuilt};
use crate::item::{Item, blob, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::registro::Registrazione;
use crate::scorri::Pagina;
use crate::thread::Annotazione;
use crate::transazione::{Transazione, put_new};

/// Items of a BatchGetItem: DynamoDB's own limit.
const BATCH: usize = 100;

/// A register that is out.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistroProdotto {
    pub sede: CodiceSede,
    pub data: Date,
    /// First and last number of the day; none when nothing was registered.
    pub numeri: Option<(NumeroProtocollo, NumeroProtocollo)>,
    /// How many registrations.
    pub quante: u32,
    /// The last number of the year up to this day, 0 before the first.
    pub ultimo: NumeroProtocollo,
    /// Of the document.
    pub sha256: Sha256,
    /// Of the document, in bytes.
    pub dimensione: u64,
    pub prodotto: Timestamp,
}

impl fmt::Debug for RegistroProdotto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegistroProdotto({}, {})", self.sede, self.data)
    }
}

impl RegistroProdotto {
    fn to_item(&self) -> Item {
        Item::new(keys::registro_giornaliero(self.sede, self.data))
            .with_text(DATA, codice::giorno(self.data))
            .with_option(PRIMO, self.numeri, |(primo, _)| number(primo.0))
            .with_number(NUMERO, self.ultimo.0)
            .with_number(QUANTE, self.quante)
            .with(IMPRONTA, blob(self.sha256.0))
            .with_number(DIMENSIONE, self.dimensione)
            .with_instant(QUANDO, self.prodotto)
    }

    pub(crate) fn from_item(item: &Item, sede: CodiceSede) -> Result<Self, StoreError> {
        let ultimo = NumeroProtocollo(item.number(NUMERO)?);
        Ok(Self {
            sede,
            data: item.parsed(DATA)?,
            numeri: item.optional(PRIMO, Item::number)?.map(|primo| (NumeroProtocollo(primo), ultimo)),
            quante: item.number(QUANTE)?,
            ultimo,
            sha256: Sha256(item.array(IMPRONTA)?),
            dimensione: item.number(DIMENSIONE)?,
            prodotto: item.instant(QUANDO)?,
        })
    }
}

fn object(sede: CodiceSede, data: Date) -> String {
    format!("{sede}/{}/{data}.json", data.year())
}

/// What a register says.
impl Store {
    /// Closes a day: from now on nothing is registered or annulled on it, whatever a clock says. Closing again is fine.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn chiudi_giorno(&self, sede: CodiceSede, giorno: Date) -> Result<(), StoreError> {
        let update = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::contatore(sede, giorno.year()).into_map()))
            .update_expression("SET ch = :giorno")
            .condition_expression("attribute_not_exists(ch) OR ch < :giorno")
            .expression_attribute_values(":giorno", string(codice::giorno(giorno)));
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_conditional_check_failed_exception()) => Ok(()),
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// The registrations of a day, by number; `dopo` is the last number before it. 1 read unit for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn registrazioni_di(&self, sede: CodiceSede, giorno: Date, dopo: NumeroProtocollo) -> Result<Vec<Registrazione>, StoreError> {
        let (first, last) = keys::registrazioni_da(dopo.successivo());
        let (mut registrazioni, mut start) = (Vec::new(), None);
        loop {
            let query = self
                .db()
                .query()
                .table_name(self.table())
                .consistent_read(true)
                .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
                .expression_attribute_values(":pk", string(keys::registro(sede, giorno.year())))
                .expression_attribute_values(":first", string(&first))
                .expression_attribute_values(":last", string(&last))
                .set_exclusive_start_key(start);
            let output = query.send().await.map_err(dynamodb)?;
            for item in output.items.unwrap_or_default().into_iter().map(Item) {
                let numero = item.sk()?.parse().map(NumeroProtocollo).map_err(|_| StoreError::Illeggibile(SK))?;
                let registrazione = Registrazione::from_item(&item, Protocollo { sede, numero, data: giorno })?;
                // Dates never go back in a register: nothing of the day comes after.
                if registrazione.protocollo.data > giorno {
                    return Ok(registrazioni);
                }
                registrazioni.push(registrazione);
            }
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            if start.is_none() {
                return Ok(registrazioni);
            }
        }
    }

    /// What was annulled on a day, by registration.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn annullamenti_di(&self, sede: CodiceSede, giorno: Date) -> Result<Vec<(Protocollo, Annotazione)>, StoreError> {
        let items = self.partition(&keys::annullamenti(sede), Some(keys::annullamenti_di(giorno)), Reading::Strong).await?;
        items.iter().map(|item| Ok((item.protocollo(PROTOCOLLO)?, Annotazione::read(item, ANNULLATA)?))).collect()
    }

    /// The years in which each of these sedi has a register, in order; a sede without any is left out. A BatchGetItem for every hundred
    /// years of all sedi together, 0.5 read units each.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn anni_di_registro(
        &self,
        sedi: impl Iterator<Item = CodiceSede> + Clone,
        anni: RangeInclusive<i16>,
    ) -> Result<BTreeMap<CodiceSede, BTreeSet<i16>>, StoreError> {
        let registers: HashMap<String, (CodiceSede, i16)> =
            anni.flat_map(|anno| sedi.clone().map(move |sede| (keys::registro(sede, anno), (sede, anno)))).collect();
        let counters: Vec<keys::Key> = registers.values().map(|(sede, anno)| keys::contatore(*sede, *anno)).collect();
        let mut found = BTreeMap::<_, BTreeSet<_>>::new();
        for some in counters.chunks(BATCH) {
            for item in self.get_batch(some.iter().cloned()).await? {
                let (sede, anno) = registers.get(item.text(PK)?).ok_or(StoreError::Illeggibile(PK))?;
                found.entry(*sede).or_default().insert(*anno);
            }
        }
        Ok(found)
    }

    /// The day of the first registration of a year.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn prima_registrazione(&self, sede: CodiceSede, anno: i16) -> Result<Option<Date>, StoreError> {
        let data = Date::new(anno, 1, 1).map_err(unbuilt)?;
        let first = Protocollo { sede, numero: NumeroProtocollo::PRIMO, data };
        Ok(self.registrazione(first).await?.map(|registrazione| registrazione.protocollo.data))
    }
}

/// Where a register is kept.
impl Store {
    /// Writes the document of a day, unless there is one: gives the one that is there from now on.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_registro(&self, sede: CodiceSede, data: Date, documento: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let sha256 = Sha256(sha2::Sha256::digest(&documento).into());
        let put = self
            .s3()
            .put_object()
            .bucket(&self.inner.registri)
            .key(object(sede, data))
            .content_type("application/json")
            // A bucket with Object Lock takes nothing without a checksum.
            .checksum_sha256(sha256.to_base64())
            .if_none_match("*")
            .body(ByteStream::from(documento.clone()));
        match put.send().await {
            Ok(_) => Ok(documento),
            Err(error) if matches!(error.code(), Some("PreconditionFailed" | "ConditionalRequestConflict")) => {
                self.read_registro(sede, data).await
            }
            Err(error) => Err(s3(error)),
        }
    }

    /// The document of a day.
    ///
    /// # Errors
    /// [`StoreError::Assente`].
    pub async fn read_registro(&self, sede: CodiceSede, data: Date) -> Result<Vec<u8>, StoreError> {
        match self.s3().get_object().bucket(&self.inner.registri).key(object(sede, data)).send().await {
            Ok(output) => Ok(output.body.collect().await.map_err(unbuilt)?.into_bytes().into()),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_no_such_key()) => Err(StoreError::Assente),
            Err(error) => Err(s3(error)),
        }
    }
}

/// Which registers there are.
impl Store {
    /// Notes that a register is out. Somebody else may have noted it: that is fine.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn note_registro(&self, registro: &RegistroProdotto) -> Result<(), StoreError> {
        match self.transact_patiently(vec![put_new(self, registro.to_item())?]).await? {
            Transazione::Fatta | Transazione::Annullata(_) => Ok(()),
        }
    }

    /// The last register of a sede.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ultimo_registro(&self, sede: CodiceSede) -> Result<Option<RegistroProdotto>, StoreError> {
        let (mut items, _) = self.registri_rows(sede, None, 1, Reading::Strong).await?;
        items.pop().map(|item| RegistroProdotto::from_item(&item, sede)).transpose()
    }

    /// The register of a day. 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn registro(&self, sede: CodiceSede, data: Date) -> Result<Option<RegistroProdotto>, StoreError> {
        let item = self.get(keys::registro_giornaliero(sede, data), Reading::Eventual).await?;
        item.map(|item| RegistroProdotto::from_item(&item, sede)).transpose()
    }

    /// The registers of a sede, newest first. One Query a page.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_registri(
        &self,
        sede: CodiceSede,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<RegistroProdotto>, StoreError> {
        let after = cursor.map(cursore::testo).transpose()?;
        if after.as_deref().is_some_and(|text| text.len() != 8 || text.parse::<Date>().is_err()) {
            return Err(StoreError::CursorNonValido);
        }
        let (items, more) = self.registri_rows(sede, after, limit, Reading::Eventual).await?;
        let voci = items.iter().map(|item| RegistroProdotto::from_item(item, sede)).collect::<Result<Vec<_>, _>>()?;
        let cursor = voci.last().filter(|_| more).map(|last| cursore::write(&codice::giorno(last.data)));
        Ok(Pagina { voci, cursor })
    }

    async fn registri_rows(
        &self,
        sede: CodiceSede,
        after: Option<String>,
        limit: usize,
        reading: Reading,
    ) -> Result<(Vec<Item>, bool), StoreError> {
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .consistent_read(reading == Reading::Strong)
            .key_condition_expression("pk = :pk AND sk < :after")
            .expression_attribute_values(":pk", string(keys::registri_giornalieri(sede)))
            .expression_attribute_values(":after", string(after.unwrap_or_else(|| keys::AFTER.to_string())))
            .scan_index_forward(false)
            .limit(i32::try_from(limit + 1).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(dynamodb)?;
        let mut items: Vec<Item> = output.items.unwrap_or_default().into_iter().map(Item).collect();
        let more = items.len() > limit;
        items.truncate(limit);
        Ok((items, more))
    }
}
