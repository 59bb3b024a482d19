//! How many quesiti an office received and closed, and how long it took: counters by category and month, moved by the very
//! transactions that send and close. They name nobody.
//!
//! A counter moves where the register's number moves too, or where one operator closes one quesito: it adds no contention of its own.

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::calendario;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::orologio::giorni_tra;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::tempi::{Classe, Istogramma, MESI, Mese, Percentili};
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{ACCOLTE, PRESENTATE, RESPINTE, TTL};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, number};
use crate::keys;
use crate::primitive::Reading;
use crate::quesito::Quesito;
use crate::thread::Parte;
use crate::transazione::update;

/// How long a month is kept: two years of figures, so that one can be compared with the one before.
const MEMORY: SignedDuration = SignedDuration::from_hours(25 * 31 * 24);

/// One month of a category in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistica {
    pub gestione: Gestione,
    /// A category's code, of whatever version.
    pub categoria: String,
    pub mese: Mese,
    /// Presented in the month.
    pub presentate: u32,
    /// Closed in the month, by outcome; those that the office began included.
    pub accolte: u32,
    pub respinte: u32,
    /// Days from presentation to closing, of those closed in the month that a citizen began.
    pub tempi: Istogramma,
}

/// The row that counts a quesito presented now, when a citizen presents it.
pub(crate) fn presentata(store: &Store, quesito: &Quesito, now: Timestamp) -> Result<Option<TransactWriteItem>, StoreError> {
    match quesito.origine {
        Parte::Cittadino => conta(store, quesito, now, &[PRESENTATE]).map(Some),
        Parte::Ufficio => Ok(None),
    }
}

/// The row that counts a quesito closed now, when this step closes it.
pub(crate) fn chiusa(store: &Store, prima: &Quesito, dopo: &Quesito, now: Timestamp) -> Result<Option<TransactWriteItem>, StoreError> {
    if prima.stato == Stato::Chiusa || dopo.stato != Stato::Chiusa {
        return Ok(None);
    }
    let esito = match dopo.esito {
        Some(Esito::Respinta) => RESPINTE,
        _ => ACCOLTE,
    };
    let giorni = giorni_tra(calendario::oggi(dopo.presentato), calendario::oggi(now));
    let classe = attributo(Classe::of(giorni));
    let counters: &[&str] = if dopo.origine == Parte::Cittadino { &[esito, &classe] } else { &[esito] };
    conta(store, dopo, now, counters).map(Some)
}

fn conta(store: &Store, quesito: &Quesito, now: Timestamp, counters: &[&str]) -> Result<TransactWriteItem, StoreError> {
    let mese = Mese::of(calendario::oggi(now));
    let each: Vec<String> = counters.iter().map(|counter| format!("{counter} :one")).collect();
    update(store, keys::statistica(quesito.sede, quesito.gestione, &quesito.categoria, mese), |update| {
        update
            .update_expression(format!("SET #ttl = :ttl ADD {}", each.join(", ")))
            .expression_attribute_names("#ttl", TTL)
            .expression_attribute_values(":ttl", number((now + MEMORY).as_second()))
            .expression_attribute_values(":one", number(1))
    })
}

/// The name of a class's counter: `t07`.
fn attributo(classe: Classe) -> String {
    format!("t{:02}", classe.numero())
}

fn classe(attributo: &str) -> Option<Classe> {
    let digits = attributo.strip_prefix('t').filter(|digits| digits.len() == 2)?;
    Classe::new(digits.parse().ok()?)
}

impl Statistica {
    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let (gestione, categoria, mese) = keys::parse_statistica(item.sk()?).ok_or(StoreError::Illeggibile(crate::attributi::SK))?;
        let count = |name| Ok::<u32, StoreError>(item.optional(name, Item::number)?.unwrap_or_default());
        let mut tempi = Istogramma::default();
        for (name, value) in &item.0 {
            if let (Some(classe), Ok(digits)) = (classe(name), value.as_n()) {
                tempi.add(classe, digits.parse().map_err(|_| StoreError::Illeggibile("t"))?);
            }
        }
        Ok(Self {
            gestione,
            categoria: categoria.to_owned(),
            mese,
            presentate: count(PRESENTATE)?,
            accolte: count(ACCOLTE)?,
            respinte: count(RESPINTE)?,
            tempi,
        })
    }
}

impl Store {
    /// The months of an office that are kept, by gestione, category and month. One Query: some 4 read units for two years of seven
    /// categories.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn statistiche(&self, sede: CodiceSede) -> Result<Vec<Statistica>, StoreError> {
        let items = self.partition(&keys::statistiche(sede), None, Reading::Eventual).await?;
        items.iter().map(Statistica::from_item).collect()
    }

    /// How long an office usually takes for a category: of the last twelve months, none when too few were closed. One Query of at
    /// most twelve small rows, 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn di_solito(
        &self,
        sede: CodiceSede,
        gestione: Gestione,
        categoria: &str,
        now: Timestamp,
    ) -> Result<Option<Percentili>, StoreError> {
        let last = Mese::of(calendario::oggi(now));
        let between = [last.before(MESI - 1), last].map(|mese| keys::statistica(sede, gestione, categoria, mese).sk);
        let items = self.partition(&keys::statistiche(sede), Some(between.into()), Reading::Eventual).await?;
        let mut tempi = Istogramma::default();
        for item in &items {
            tempi.merge(&Statistica::from_item(item)?.tempi);
        }
        Ok(tempi.percentili())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_read_back() {
        for numero in 0..=u8::MAX {
            let Some(expected) = Classe::new(numero) else { continue };
            assert_eq!(classe(&attributo(expected)), Some(expected));
        }
        for other in ["t", "t1", "t99", "ttl", "te", "pk", "pr"] {
            assert_eq!(classe(other), None, "{other}");
        }
    }
}
