//! Cursors: where a list goes on. They name a row of the caller's own partition and nothing personal.

use cassetto_domain::id::PersonaId;
use data_encoding::BASE64URL_NOPAD;

use crate::error::StoreError;
use crate::keys;

pub(crate) fn write(position: &str) -> String {
    BASE64URL_NOPAD.encode(position.as_bytes())
}

/// The sort key of a quesito that a cursor names.
pub(crate) fn quesito(cursor: &str) -> Result<String, StoreError> {
    let position = read(cursor)?;
    keys::parse_presentato(&position).ok_or(StoreError::CursorNonValido)?;
    Ok(position)
}

/// The sort key by term that a cursor names.
pub(crate) fn per_termine(cursor: &str) -> Result<String, StoreError> {
    let position = read(cursor)?;
    keys::parse_per_termine(&position).ok_or(StoreError::CursorNonValido)?;
    Ok(position)
}

/// The sort key of a notice that a cursor names.
pub(crate) fn avviso(cursor: &str) -> Result<String, StoreError> {
    let position = read(cursor)?;
    keys::parse_avviso_al(&position).ok_or(StoreError::CursorNonValido)?;
    Ok(position)
}

/// The employer that a cursor names.
pub(crate) fn datore(cursor: &str) -> Result<PersonaId, StoreError> {
    read(cursor)?.parse().map_err(|_| StoreError::CursorNonValido)
}

/// Any position; who reads it checks its form.
pub(crate) fn testo(cursor: &str) -> Result<String, StoreError> {
    read(cursor)
}

fn read(cursor: &str) -> Result<String, StoreError> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| StoreError::CursorNonValido)?;
    String::from_utf8(bytes).map_err(|_| StoreError::CursorNonValido)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_list_gave_is_read() {
        let position = "1700000000000#aaaaaaaaaaaaaaaaaaaaaaaaaa";
        assert_eq!(quesito(&write(position)).unwrap(), position);
        for bad in ["", "!", "AAAA", &write("x"), &write("170000000000#aaaaaaaaaaaaaaaaaaaaaaaaaa"), &write("1700000000000#a~")] {
            assert!(matches!(quesito(bad), Err(StoreError::CursorNonValido)), "{bad}");
            assert!(matches!(datore(bad), Err(StoreError::CursorNonValido)), "{bad}");
        }
    }
}
