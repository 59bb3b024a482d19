//! How many rows a page holds.

use crate::Campi;
use cassetto_api::motivo::Motivo;

const USUAL: u8 = 20;
const MOST: u8 = 50;

/// The page's size: 20 unless asked, 50 at most.
pub fn parse(campi: &mut Campi, limit: Option<u8>) -> usize {
    let limit = limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        campi.push("limit", Motivo::LimiteNonValido);
    }
    usize::from(limit)
}
