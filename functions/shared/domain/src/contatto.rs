//! How a person is reached: telephone, mobile, fax, e-mail, PEC. Personal data: `Debug` shows none of it.

use serde::{Deserialize, Serialize};

use crate::testuale::{hidden_debug, text_type};

/// A number in E.164: `+` and 8 to 15 digits, country code included.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cellulare(String);

text_type!(Cellulare, CellulareError);
hidden_debug!(Cellulare);

/// Why a text is not a mobile number. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CellulareError {
    #[error("not only digits")]
    Carattere,
    #[error("no country code, and not an Italian mobile number")]
    Prefisso,
    #[error("too short or too long")]
    Lunghezza,
}

impl Cellulare {
    /// Reads a number as people write it: blanks and hyphens are removed, `00` is `+`, and a bare number that starts with 3 is
    /// an Italian mobile (9 or 10 digits).
    ///
    /// # Errors
    /// The first of the three reasons that applies, in their order.
    pub fn parse(text: &str) -> Result<Self, CellulareError> {
        let typed: String = text.chars().filter(|&c| !c.is_whitespace() && !is_dash(c)).collect();
        let international = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"));
        let digits = international.unwrap_or(&typed);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CellulareError::Carattere);
        }
        match international {
            // No country code starts with zero.
            Some(digits) if digits.starts_with('0') => Err(CellulareError::Prefisso),
            Some(digits) if (8..=15).contains(&digits.len()) => Ok(Self(format!("+{digits}"))),
            None if digits.is_empty() => Err(CellulareError::Lunghezza),
            None if !digits.starts_with('3') => Err(CellulareError::Prefisso),
            None if (9..=10).contains(&digits.len()) => Ok(Self(format!("+39{digits}"))),
            _ => Err(CellulareError::Lunghezza),
        }
    }

    /// Enough to recognise one's own number: `+39 ••• ••• 4567`; of other countries only the last digits.
    #[must_use]
    pub fn mascherato(&self) -> String {
        let country = if self.0.starts_with("+39") { "+39" } else { "+••" };
        format!("{country} ••• ••• {}", &self.0[self.0.len() - 4..])
    }
}

/// The hyphens that keyboards and address books put into numbers.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}')
}

/// An e-mail address of at most 254 ASCII characters (RFC 5321), with the domain in lower case.
///
/// The check is pragmatic: quoted local parts and addresses outside ASCII are refused, whether the mailbox exists is unknown.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

text_type!(Email, EmailError);
hidden_debug!(Email);

/// Why a text is not an e-mail address. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error("empty or longer than 254 characters")]
    Lunghezza,
    #[error("a character that cannot be in an address")]
    Carattere,
    #[error("not of the form name@domain.it")]
    Forma,
}

impl Email {
    /// The longest address, in characters (RFC 5321 section 4.5.3.1, less the angle brackets).
    pub const MASSIMO: usize = 254;

    /// Blanks around the address are removed.
    ///
    /// # Errors
    /// The first of the three reasons that applies, in their order.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if !(1..=Self::MASSIMO).contains(&text.chars().count()) {
            return Err(EmailError::Lunghezza);
        }
        // RFC 5322's atext, dots and the at sign: nothing that could end a header or begin another address.
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.!#$%&'*+-/=?^_`{|}~".contains(&byte)) {
            return Err(EmailError::Carattere);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::Forma)?;
        let local_ok = local.len() <= 64 && local.split('.').all(|atom| !atom.is_empty());
        if local_ok && is_domain(domain) { Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase()))) } else { Err(EmailError::Forma) }
    }

    /// Enough to recognise one's own address: `m•••@esempio.it`.
    #[must_use]
    pub fn mascherato(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        // A name of one letter is not given away whole.
        let first = if local.len() > 1 { &local[..1] } else { "" };
        format!("{first}•••@{domain}")
    }
}

/// Two labels or more, each of letters, digits and inner hyphens; the last is not a number.
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    domain.split('.').all(label) && domain.rsplit_once('.').is_some_and(|(_, last)| !last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A telephone or fax number in E.164, which nothing is sent to by this system.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Telefono(String);

text_type!(Telefono, TelefonoError);
hidden_debug!(Telefono);

/// Why a text is not a telephone number. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TelefonoError {
    #[error("not only digits")]
    Carattere,
    #[error("no country code, and not an Italian number")]
    Prefisso,
    #[error("too short or too long")]
    Lunghezza,
}

impl Telefono {
    /// Reads a number as people write it; a bare number that starts with 0 or 3 is Italian and keeps its zero.
    ///
    /// # Errors
    /// The first of the three reasons that applies, in their order.
    pub fn parse(text: &str) -> Result<Self, TelefonoError> {
        let typed: String = text.chars().filter(|&c| !c.is_whitespace() && !is_dash(c) && !matches!(c, '/' | '.' | '(' | ')')).collect();
        let international = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"));
        let digits = international.unwrap_or(&typed);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(TelefonoError::Carattere);
        }
        match international {
            Some(digits) if digits.starts_with('0') => Err(TelefonoError::Prefisso),
            Some(digits) if (7..=15).contains(&digits.len()) => Ok(Self(format!("+{digits}"))),
            None if digits.is_empty() => Err(TelefonoError::Lunghezza),
            None if !digits.starts_with(['0', '3']) => Err(TelefonoError::Prefisso),
            None if (6..=11).contains(&digits.len()) => Ok(Self(format!("+39{digits}"))),
            _ => Err(TelefonoError::Lunghezza),
        }
    }
}

/// Kinds of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoContatto {
    Telefono,
    Cellulare,
    Fax,
    Email,
    Pec,
}

impl TipoContatto {
    pub const ALL: [Self; 5] = [Self::Telefono, Self::Cellulare, Self::Fax, Self::Email, Self::Pec];

    /// Whether a code can be sent there: such a contact changes only once its code came back.
    #[must_use]
    pub const fn si_verifica(self) -> bool {
        matches!(self, Self::Cellulare | Self::Email | Self::Pec)
    }

    /// A contact that somebody had: enough to recognise one's own. One that can't be read any more shows nothing.
    #[must_use]
    pub fn mascherato(self, valore: &str) -> String {
        match self {
            Self::Cellulare => Cellulare::parse(valore).map(|cellulare| cellulare.mascherato()).unwrap_or_default(),
            Self::Email | Self::Pec => Email::parse(valore).map(|email| email.mascherato()).unwrap_or_default(),
            Self::Telefono | Self::Fax => {
                let last = valore.get(valore.len().saturating_sub(4)..).unwrap_or_default();
                format!("••• {last}")
            }
        }
    }
}

/// How a person is reached; nothing is compulsory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contatti {
    pub telefono: Option<Telefono>,
    pub cellulare: Option<Cellulare>,
    pub fax: Option<Telefono>,
    pub email: Option<Email>,
    pub pec: Option<Email>,
}

/// Why a text is not a contact of its kind. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContattoError {
    #[error(transparent)]
    Telefono(#[from] TelefonoError),
    #[error(transparent)]
    Cellulare(#[from] CellulareError),
    #[error(transparent)]
    Email(#[from] EmailError),
}

impl Contatti {
    /// The contact of a kind, as it is written.
    #[must_use]
    pub fn get(&self, tipo: TipoContatto) -> Option<&str> {
        match tipo {
            TipoContatto::Telefono => self.telefono.as_ref().map(Telefono::as_str),
            TipoContatto::Cellulare => self.cellulare.as_ref().map(Cellulare::as_str),
            TipoContatto::Fax => self.fax.as_ref().map(Telefono::as_str),
            TipoContatto::Email => self.email.as_ref().map(Email::as_str),
            TipoContatto::Pec => self.pec.as_ref().map(Email::as_str),
        }
    }

    /// The contacts with one of them set, or taken away; its canonical form comes along.
    ///
    /// # Errors
    /// When the text is not of the kind.
    pub fn with(mut self, tipo: TipoContatto, testo: Option<&str>) -> Result<Self, ContattoError> {
        match tipo {
            TipoContatto::Telefono => self.telefono = testo.map(Telefono::parse).transpose()?,
            TipoContatto::Cellulare => self.cellulare = testo.map(Cellulare::parse).transpose()?,
            TipoContatto::Fax => self.fax = testo.map(Telefono::parse).transpose()?,
            TipoContatto::Email => self.email = testo.map(Email::parse).transpose()?,
            TipoContatto::Pec => self.pec = testo.map(Email::parse).transpose()?,
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
