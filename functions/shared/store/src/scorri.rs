//! Pages of an index: rows between two sort keys, in one direction, that meet a condition.

use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys::AFTER;

/// One page; `cursor` asks for the next, absent on the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagina<T> {
    pub voci: Vec<T>,
    pub cursor: Option<String>,
}

/// One of the secondary indexes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Indice {
    G1,
    G2,
    G3,
    G4,
    G5,
}

impl Indice {
    /// DynamoDB wants at least three characters.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::G1 => "gsi1",
            Self::G2 => "gsi2",
            Self::G3 => "gsi3",
            Self::G4 => "gsi4",
            Self::G5 => "gsi5",
        }
    }

    pub(crate) const fn partition_key(self) -> &'static str {
        match self {
            Self::G1 => crate::attributi::G1PK,
            Self::G2 => crate::attributi::G2PK,
            Self::G3 => crate::attributi::G3PK,
            Self::G4 => crate::attributi::G4PK,
            Self::G5 => crate::attributi::G5PK,
        }
    }

    pub(crate) const fn sort_key(self) -> &'static str {
        match self {
            Self::G1 => crate::attributi::G1SK,
            Self::G2 => crate::attributi::G2SK,
            Self::G3 => crate::attributi::G3SK,
            Self::G4 => crate::attributi::G4SK,
            Self::G5 => crate::attributi::G5SK,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verso {
    Crescente,
    Decrescente,
}

/// How many rows a filtered page looks at in one Query after the first, and how many Queries it makes before it gives a cursor with what
/// it has. The first looks at twice the page: most filters let most of somebody's own quesiti pass.
const FILTERED_ROWS: usize = 100;
const FILTERED_QUERIES: usize = 10;

/// Which rows of which partition.
pub(crate) struct Scorri {
    pub(crate) indice: Indice,
    pub(crate) partizione: String,
    /// First and last sort key, both included.
    pub(crate) dal: String,
    pub(crate) al: String,
    pub(crate) verso: Verso,
    pub(crate) limit: usize,
    /// Whether every row is wanted, so that a page is one Query.
    pub(crate) filtered: bool,
}

impl Scorri {
    /// Leaves out everything up to `position`, a sort key of which no other is the beginning.
    ///
    /// The range itself moves, instead of an exclusive start key: a row that has left the index in the meantime does no harm.
    pub(crate) fn after(&mut self, position: &str) {
        match self.verso {
            Verso::Crescente => self.dal = self.dal.clone().max(format!("{position}{AFTER}")),
            Verso::Decrescente => self.al = self.al.clone().min(before(position)),
        }
    }
}

/// A text after every key that is less than `position`, and before `position`.
fn before(position: &str) -> String {
    let mut bytes = position.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        *last = last.saturating_sub(1);
    }
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    text.push(AFTER);
    text
}

impl Store {
    /// The page; its cursor is `position` of the last row that was looked at.
    pub(crate) async fn scorri<T>(
        &self,
        mut scorri: Scorri,
        read: impl Fn(&Item) -> Result<Option<T>, StoreError>,
        position: impl Fn(&str) -> Option<String>,
    ) -> Result<Pagina<T>, StoreError> {
        let sort_key = scorri.indice.sort_key();
        let whole = scorri.limit + 1;
        let (mut rows, later, queries) = match scorri.filtered {
            true => ((whole * 2).min(FILTERED_ROWS), FILTERED_ROWS, FILTERED_QUERIES),
            false => (whole, whole, usize::MAX),
        };
        let (mut voci, mut last) = (Vec::new(), None);
        for _ in 0..queries {
            // DynamoDB refuses a range that ends before it begins.
            if scorri.dal > scorri.al {
                return Ok(Pagina { voci, cursor: None });
            }
            let (items, more) = self.range(&scorri, rows).await?;
            rows = later;
            for item in &items {
                let row = read(item)?;
                if row.is_some() && voci.len() == scorri.limit {
                    return Ok(Pagina { voci, cursor: last.as_deref().and_then(&position) });
                }
                voci.extend(row);
                last = Some(item.text(sort_key)?.to_owned());
            }
            match &last {
                Some(last) if more => scorri.after(last),
                _ => return Ok(Pagina { voci, cursor: None }),
            }
        }
        Ok(Pagina { voci, cursor: last.as_deref().and_then(position) })
    }

    async fn range(&self, scorri: &Scorri, rows: usize) -> Result<(Vec<Item>, bool), StoreError> {
        let (partition_key, sort_key) = (scorri.indice.partition_key(), scorri.indice.sort_key());
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .index_name(scorri.indice.name())
            .key_condition_expression(format!("{partition_key} = :pk AND {sort_key} BETWEEN :dal AND :al"))
            .expression_attribute_values(":pk", string(&scorri.partizione))
            .expression_attribute_values(":dal", string(&scorri.dal))
            .expression_attribute_values(":al", string(&scorri.al))
            .scan_index_forward(scorri.verso == Verso::Crescente)
            .limit(i32::try_from(rows).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(dynamodb)?;
        let more = output.last_evaluated_key.is_some_and(|key| !key.is_empty());
        Ok((output.items.unwrap_or_default().into_iter().map(Item).collect(), more))
    }
}
