//! The codice fiscale (DM 23-12-1976): 16 characters for people, 11 digits for organisations and provisional codes.

use serde::{Deserialize, Serialize};

use crate::testuale::{hidden_debug, plain_display, text_type};

/// A formally valid codice fiscale, upper-case and without blanks.
///
/// It is personal data: `Debug` shows none of it, `Display` is for documents and screens.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceFiscale(String);

text_type!(CodiceFiscale, CodiceFiscaleError);
plain_display!(CodiceFiscale);
hidden_debug!(CodiceFiscale);

/// Why a text is not a codice fiscale. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodiceFiscaleError {
    #[error("neither 16 nor 11 characters")]
    Lunghezza,
    /// A character that can't be in that place; also a month or day of birth that doesn't exist.
    #[error("a character that cannot be there")]
    Carattere,
    #[error("the check character does not match")]
    Controllo,
}

impl CodiceFiscale {
    /// Reads a code as a person types it: blanks are removed, letters are made upper-case.
    ///
    /// # Errors
    /// The first of the three reasons that applies, in their order.
    pub fn parse(text: &str) -> Result<Self, CodiceFiscaleError> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        match code.chars().count() {
            16 => check_person(&code)?,
            11 => check_organisation(&code)?,
            _ => return Err(CodiceFiscaleError::Lunghezza),
        }
        Ok(Self(code))
    }
}

/// The sixteenth character for the first fifteen, upper-case (DM 23-12-1976, art. 5 onwards); handy for demonstration data.
///
/// `None` unless there are exactly fifteen upper-case ASCII letters or digits. Their order is not checked.
#[must_use]
pub fn check_letter(first15: &str) -> Option<char> {
    if first15.len() != 15 {
        return None;
    }
    let mut sum = 0;
    for (index, byte) in first15.bytes().enumerate() {
        let ordinal = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A',
            _ => return None,
        };
        // The decree counts places from one: its odd places are the even indexes.
        sum += u32::from(if index % 2 == 0 { ODD[usize::from(ordinal)] } else { ordinal });
    }
    char::from_digit(sum % 26 + 10, 36).map(|letter| letter.to_ascii_uppercase())
}

/// Value of a character in an odd place; a digit and the letter of the same ordinal are worth the same.
const ODD: [u8; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// The letters that stand for 0 to 9 when two people would have the same code (omocodia).
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";

/// January to December.
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";

/// The longest each month can be; the year is not looked at, because two digits don't tell the century.
const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn check_person(code: &str) -> Result<(), CodiceFiscaleError> {
    use CodiceFiscaleError::{Carattere, Controllo};
    let bytes: &[u8; 16] = code.as_bytes().try_into().map_err(|_| Carattere)?;
    let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15];
    if !letters.iter().all(|&index| bytes[index].is_ascii_uppercase()) {
        return Err(Carattere);
    }
    for index in [6, 7, 9, 10, 12, 13, 14] {
        digit(bytes[index]).ok_or(Carattere)?;
    }
    let month = MONTHS.iter().position(|&letter| letter == bytes[8]).ok_or(Carattere)?;
    let day = digit(bytes[9]).zip(digit(bytes[10])).map(|(tens, units)| tens * 10 + units).ok_or(Carattere)?;
    // Women's days are written with forty added.
    let day = if day > 40 { day - 40 } else { day };
    if !(1..=DAYS[month]).contains(&day) {
        return Err(Carattere);
    }
    if check_letter(&code[..15]) == Some(char::from(bytes[15])) { Ok(()) } else { Err(Controllo) }
}

/// The digit that a character stands for, omocodia included.
fn digit(byte: u8) -> Option<u8> {
    if byte.is_ascii_digit() {
        return Some(byte - b'0');
    }
    OMOCODIA.iter().zip(0..).find_map(|(&letter, value)| (letter == byte).then_some(value))
}

/// Luhn's check, the same as a partita IVA's (DPR 633/1972 art. 35); eleven zeros pass it and belong to nobody.
fn check_organisation(code: &str) -> Result<(), CodiceFiscaleError> {
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CodiceFiscaleError::Carattere);
    }
    let sum: u32 = code
        .bytes()
        .enumerate()
        .map(|(index, byte)| {
            let value = u32::from(byte - b'0');
            match (index % 2, value * 2) {
                (0, _) => value,
                (_, double @ 10..) => double - 9,
                (_, double) => double,
            }
        })
        .sum();
    if sum.is_multiple_of(10) && sum > 0 { Ok(()) } else { Err(CodiceFiscaleError::Controllo) }
}

#[cfg(test)]
mod tests;
