//! Several queues of an office as one list, what is due first coming first: "overdue" is what nobody has and what somebody has.
//!
//! The queues are different partitions of one index with the same sort key, so one position serves as the cursor of all of them: a
//! page takes the rows after it from each, and keeps those up to where every queue has been looked at.

use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::Coda;
use jiff::civil::Date;

use crate::coda::FiltroCoda;
use crate::codice;
use crate::connessione::Store;
use crate::cursore;
use crate::error::StoreError;
use crate::keys::{self, AFTER};
use crate::quesito::Quesito;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// The last days for the answer that are wanted, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Termini {
    pub dal: Option<Date>,
    pub al: Option<Date>,
}

impl Store {
    /// One page, most urgent first. Without a filter one Query for each of `code`, 0.5 read units for every 4 KB, however many rows
    /// there are; with one each costs as [`Store::list_quesiti`].
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_code(
        &self,
        sede: CodiceSede,
        code: &[Coda],
        termini: Termini,
        filtro: &FiltroCoda,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let position = cursor.map(cursore::per_termine).transpose()?;
        let mut pages = Vec::with_capacity(code.len());
        for coda in code {
            let mut scorri = Scorri {
                indice: Indice::G2,
                partizione: keys::coda(sede, *coda),
                dal: termini.dal.map_or_else(|| "0".to_owned(), codice::giorno),
                al: termini.al.map_or_else(|| AFTER.to_string(), |al| format!("{}{AFTER}", codice::giorno(al))),
                verso: Verso::Crescente,
                limit,
                filtered: filtro.is_by_row(),
            };
            if let Some(position) = &position {
                scorri.after(position);
            }
            let read = |item: &_| Quesito::from_item(item).map(|quesito| Some(quesito).filter(|quesito| filtro.matches(quesito)));
            let page = self.scorri(scorri, read, |sk| Some(sk.to_owned())).await?;
            pages.push(Pagina { voci: page.voci.into_iter().map(|quesito| (sort_key(&quesito), quesito)).collect(), cursor: page.cursor });
        }
        let Pagina { voci, cursor } = merge(pages, limit);
        Ok(Pagina { voci: voci.into_iter().map(|(_, quesito)| quesito).collect(), cursor: cursor.as_deref().map(cursore::write) })
    }
}

fn sort_key(quesito: &Quesito) -> String {
    keys::per_termine(quesito.termine, quesito.presentato, quesito.id)
}

/// One page of several: each is in order, and its cursor is how far its list has been looked at, or none when that was all.
fn merge<T>(pages: Vec<Pagina<(String, T)>>, limit: usize) -> Pagina<(String, T)> {
    // Beyond it some list may have rows that are not here.
    let horizon = pages.iter().filter_map(|page| page.cursor.clone()).min();
    let mut voci: Vec<_> = pages.into_iter().flat_map(|page| page.voci).collect();
    voci.sort_by(|(one, _), (other, _)| one.cmp(other));
    voci.retain(|(position, _)| horizon.as_ref().is_none_or(|horizon| position <= horizon));
    let known = voci.len();
    voci.truncate(limit);
    let cursor = match voci.last() {
        Some((last, _)) if voci.len() < known => Some(last.clone()),
        _ => horizon,
    };
    Pagina { voci, cursor }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Lista = Vec<&'static str>;

    /// A list read as [`Store::scorri`] reads one: `rows` at a time, of which those in `wanted` are kept.
    fn page(list: &[&'static str], after: Option<&str>, limit: usize, rows: usize, wanted: &dyn Fn(&str) -> bool) -> Pagina<(String, ())> {
        let mut voci = Vec::new();
        let rest: Vec<_> = list.iter().filter(|row| after.is_none_or(|after| **row > after)).collect();
        let mut last = None;
        for row in rest.iter().take(rows) {
            if wanted(row) {
                if voci.len() == limit {
                    return Pagina { voci, cursor: last };
                }
                voci.push(((**row).to_owned(), ()));
            }
            last = Some((**row).to_owned());
        }
        Pagina { voci, cursor: last.filter(|_| rest.len() > rows) }
    }

    fn whole(lists: &[Lista], limit: usize, rows: usize, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        let (mut all, mut cursor) = (Vec::new(), None::<String>);
        for _ in 0..1000 {
            let pages = lists.iter().map(|list| page(list, cursor.as_deref(), limit, rows, wanted)).collect();
            let merged = merge(pages, limit);
            assert!(merged.voci.len() <= limit);
            assert!(merged.cursor.is_none() || merged.cursor > cursor, "it goes on");
            all.extend(merged.voci.into_iter().map(|(row, ())| row));
            cursor = merged.cursor;
            if cursor.is_none() {
                return all;
            }
        }
        panic!("no end");
    }

    #[test]
    fn every_row_once_and_in_order() {
        let lists: [&[Lista]; 5] = [
            &[vec![], vec![]],
            &[vec!["a", "c", "e"], vec!["b", "d", "f"]],
            &[vec!["a", "b", "c", "d", "e"], vec!["z"]],
            &[vec!["y", "z"], vec!["a", "b", "c", "d", "e", "f", "g"]],
            &[vec!["a", "d"], vec!["b", "e"], vec!["c", "f", "g"]],
        ];
        for lists in lists {
            for wanted in [&(|_: &str| true) as &dyn Fn(&str) -> bool, &|row| row > "c", &|row| row < "c", &|_| false] {
                let mut expected: Vec<&str> = lists.iter().flatten().copied().filter(|row| wanted(row)).collect();
                expected.sort_unstable();
                for (limit, rows) in [(1, 2), (2, 3), (3, 4), (50, 51), (2, 2), (5, 2)] {
                    assert_eq!(whole(lists, limit, rows, wanted), expected, "{lists:?} {limit} {rows}");
                }
            }
        }
    }
}
