//! How many rows a page holds.

use crate::Campi;
use cassetto_api::endpoint::parse_query;
use cassetto_api::motivo::Motivo;

pub(crate) const CAMPO: &str = "limit";
const USUAL: u8 = 20;
const MOST: u8 = 50;

/// The page's size: 20 unless asked, 50 at most.
pub fn parse(campi: &mut Campi, limit: Option<u8>) -> usize {
    let limit = limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        campi.push(CAMPO, Motivo::LimiteNonValido);
    }
    usize::from(limit)
}

/// Whether a query asks for a size that no endpoint could read.
pub(crate) fn is_unreadable(query: &str) -> bool {
    let pairs: Vec<(String, String)> = parse_query(query).unwrap_or_default();
    pairs.iter().any(|(name, value)| name == CAMPO && value.parse::<u8>().is_err())
}
