//! Object streams (ISO 32000-1, 7.5.7): objects packed in the data of another.

use super::syntax::{Budget, Parser};
use super::value::{Dictionary, Name, Value};
use crate::Rifiuto;

const DAMAGED: Rifiuto = Rifiuto::Danneggiato { dove: "pdf-flusso-di-oggetti" };

/// The objects in the `data` of an object stream, with their numbers.
///
/// Each one has the bytes up to where the next begins and no two begin together, so that none is read twice.
pub fn members(data: &[u8], dictionary: &Dictionary, budget: &mut Budget) -> Result<Vec<(u32, Value)>, Rifiuto> {
    let number = |key| dictionary.integer(key).and_then(|number| usize::try_from(number).ok()).ok_or(DAMAGED);
    let (count, first) = (number(Name::N)?, number(Name::First)?);
    let (header, body) = data.split_at_checked(first).ok_or(DAMAGED)?;
    let mut parser = Parser::new(header, 0);
    let mut starts = Vec::new();
    for _ in 0..count {
        parser.skip_space();
        let number = parser.unsigned::<u32>().ok_or(DAMAGED)?;
        parser.skip_space();
        starts.push((parser.unsigned::<usize>().ok_or(DAMAGED)?, number));
    }
    starts.sort_unstable();
    let mut members = Vec::with_capacity(starts.len());
    for (index, &(start, number)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(body.len(), |&(next, _)| next);
        let piece = body.get(start..end).filter(|piece| !piece.is_empty()).ok_or(DAMAGED)?;
        let mut parser = Parser::new(piece, 0);
        parser.skip_space();
        let value = if parser.peek().is_none() { Value::Null } else { parser.value(budget).map_err(|_| DAMAGED)? };
        members.push((number, value));
    }
    Ok(members)
}
