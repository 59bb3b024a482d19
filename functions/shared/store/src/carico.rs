//! What an office has before it: how much in each queue, and how much of it is due.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::Select;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Coda;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys::{self, AFTER};
use crate::quesito::Quesito;
use crate::scorri::Indice;

/// What is not closed. Each of them is one partition of the index.
const APERTE: [Coda; 3] = [Coda::Aperta, Coda::InCarico, Coda::InAttesa];

/// Queries for one queue at most: some 10,000 quesiti, most urgent first.
const PAGES: usize = 5;

/// All that is not closed in an office, each as its queue shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carico {
    pub quesiti: Vec<Quesito>,
    /// Whether a queue was longer than what is read of one: the figures are then the least.
    pub estensione: Estensione,
}

/// Whether everything was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estensione {
    Completa,
    Parziale,
}

/// How many answers of an office are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scadenze {
    /// Due from today to the last day asked for.
    pub in_scadenza: u32,
    pub scadute: u32,
    /// When what is first in some queue was presented.
    pub prima: Option<Timestamp>,
}

impl Store {
    /// Everything that an office has not closed. One Query a queue and another one for each further MB, at most five; 0.5 read units
    /// for every 4 KB, some eight quesiti.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn carico(&self, sede: CodiceSede) -> Result<Carico, StoreError> {
        let mut carico = Carico { quesiti: Vec::new(), estensione: Estensione::Completa };
        for coda in APERTE {
            let mut start = None;
            for page in 1..=PAGES {
                let query = self.in_coda(sede, coda).key_condition_expression("g2pk = :pk").set_exclusive_start_key(start);
                let output = query.send().await.map_err(dynamodb)?;
                for item in output.items.unwrap_or_default() {
                    carico.quesiti.push(Quesito::from_item(&Item(item))?);
                }
                start = output.last_evaluated_key.filter(|key| !key.is_empty());
                match start {
                    None => break,
                    Some(_) if page == PAGES => carico.estensione = Estensione::Parziale,
                    Some(_) => {}
                }
            }
        }
        Ok(carico)
    }

    /// How many answers of an office are due by `fino`, and how many were due before `oggi`; those whose clock stands still are
    /// neither. Four counting Queries, which read the rows that they count and no other, and two of one row.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn scadenze(&self, sede: CodiceSede, oggi: Date, fino: Date) -> Result<Scadenze, StoreError> {
        let mut scadenze = Scadenze::default();
        for coda in [Coda::Aperta, Coda::InCarico] {
            let today = crate::codice::giorno(oggi);
            scadenze.scadute += self.count(sede, coda, "0", &today).await?;
            scadenze.prima = [scadenze.prima, self.first(sede, coda).await?].into_iter().flatten().min();
            scadenze.in_scadenza += self.count(sede, coda, &today, &format!("{}{AFTER}", crate::codice::giorno(fino))).await?;
        }
        Ok(scadenze)
    }

    /// A Query of a queue, which `:pk` names.
    fn in_coda(&self, sede: CodiceSede, coda: Coda) -> QueryFluentBuilder {
        let query = self.db().query().table_name(self.table()).index_name(Indice::G2.name());
        query.expression_attribute_values(":pk", string(keys::coda(sede, coda)))
    }

    /// When the most urgent quesito of a queue was presented.
    async fn first(&self, sede: CodiceSede, coda: Coda) -> Result<Option<Timestamp>, StoreError> {
        let query = self.in_coda(sede, coda).key_condition_expression("g2pk = :pk").limit(1);
        let items = query.send().await.map_err(dynamodb)?.items.unwrap_or_default();
        items.into_iter().next().map(|item| Quesito::from_item(&Item(item)).map(|quesito| quesito.presentato)).transpose()
    }

    /// Rows of a queue between two sort keys.
    async fn count(&self, sede: CodiceSede, coda: Coda, dal: &str, al: &str) -> Result<u32, StoreError> {
        let (mut count, mut start) = (0, None);
        loop {
            let query = self
                .in_coda(sede, coda)
                .select(Select::Count)
                .key_condition_expression("g2pk = :pk AND g2sk BETWEEN :dal AND :al")
                .expression_attribute_values(":dal", string(dal))
                .expression_attribute_values(":al", string(al))
                .set_exclusive_start_key(start);
            let output = query.send().await.map_err(dynamodb)?;
            count += u32::try_from(output.count).unwrap_or_default();
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            if start.is_none() {
                return Ok(count);
            }
        }
    }
}
