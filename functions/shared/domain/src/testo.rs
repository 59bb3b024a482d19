//! What people write: subject, text, comment, name of a file.
//!
//! Lengths are in Unicode scalar values (`char`s), after blanks around the text are removed and CRLF has become LF: an emoji
//! made of a sequence counts as the sequence is long. Characters that hide something or turn the writing around are refused,
//! because an operator decides on what they see; soft hyphens, which text from a page brings along, are taken out; everything else,
//! emoji joined by U+200D included, is kept as it came.
//!
//! What was registered is read back as it is, by the rules of when it was written: `FromStr` and serde refuse and change nothing that
//! was accepted once, for its SHA-256 stands in a register.

use serde::{Deserialize, Serialize};

use crate::testuale::hidden_debug;

/// Why a text is refused. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TestoError {
    /// Nothing, or nothing but blanks.
    #[error("empty")]
    Vuoto,
    #[error("too long")]
    TroppoLungo,
    /// A control or invisible character; in a single line, also a line end or a tab.
    #[error("a control character")]
    CarattereDiControllo,
    /// A character that overrides or isolates the direction of writing.
    #[error("a character that forces the direction of writing")]
    DirezioneForzata,
    /// A path, or a hidden file.
    #[error("not the name of a file")]
    NonNomeFile,
}

macro_rules! written {
    ($(#[$doc:meta])* $name:ident, $massimo:literal, $lines:expr $(, $check:expr)?) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        hidden_debug!($name);

        impl $name {
            /// The longest that is accepted, in Unicode scalar values.
            pub const MASSIMO: usize = $massimo;

            /// What somebody writes.
            ///
            /// # Errors
            /// The first reason that applies, in the order of [`TestoError`].
            pub fn parse(text: &str) -> Result<Self, TestoError> {
                Self::read(text, Source::Written)
            }

            fn read(text: &str, source: Source) -> Result<Self, TestoError> {
                let text = clean(text, Self::MASSIMO, $lines, source)?;
                $( $check(&text)?; )?
                Ok(Self(text))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = TestoError;

            fn from_str(text: &str) -> Result<Self, TestoError> {
                Self::read(text, Source::Registered)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TestoError;

            fn try_from(text: String) -> Result<Self, TestoError> {
                Self::read(&text, Source::Registered)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

written!(
    /// The subject of a quesito: one line of 1 to 120 characters.
    Oggetto,
    120,
    Lines::One
);
written!(
    /// The text of a message: 1 to 10 000 characters, on any number of lines.
    Testo,
    10_000,
    Lines::Many
);
written!(
    /// What an operator notes at a change of state: 1 to 2 000 characters, on any number of lines.
    Commento,
    2_000,
    Lines::Many
);
written!(
    /// The name of an attached file, as its owner gave it: one line of 1 to 120 characters, no path, not hidden.
    NomeFile,
    120,
    Lines::One,
    check_nome_file
);

written!(
    /// The branch of an intermediary that a delega is tied to: one line of 1 to 120 characters.
    Filiale,
    120,
    Lines::One
);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

/// Where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// Somebody writes it.
    Written,
    /// It was accepted before, maybe when less was refused.
    Registered,
}

fn clean(text: &str, massimo: usize, lines: Lines, source: Source) -> Result<String, TestoError> {
    let written = source == Source::Written;
    let text = text.replace("\r\n", "\n");
    let text = if written { text.replace(SOFT_HYPHEN, "") } else { text };
    let text = text.trim();
    if text.chars().all(|c| is_blank(c) || written && shows_nothing(c)) {
        return Err(TestoError::Vuoto);
    }
    if text.chars().count() > massimo {
        return Err(TestoError::TroppoLungo);
    }
    let allowed = |c| lines == Lines::Many && matches!(c, '\n' | '\t');
    if text.chars().any(|c| is_control(c) && !allowed(c) || written && is_hidden(c)) {
        return Err(TestoError::CarattereDiControllo);
    }
    if text.chars().any(is_direction) {
        return Err(TestoError::DirezioneForzata);
    }
    Ok(text.to_owned())
}

/// Where a page would divide a word: shown at the end of a line, or not at all.
const SOFT_HYPHEN: char = '\u{AD}';

/// Blanks, and what joins or varies its neighbours without having a form of its own.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// Fillers of Hangul, the empty pattern of Braille, and private use, which is whatever a font makes of it: fine among other
/// characters, nothing by themselves.
const fn shows_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}'
    )
}

/// `Default_Ignorable_Code_Point` of Unicode 16's `DerivedCoreProperties.txt`, and the noncharacters.
///
/// Not in it: what scripts and emoji need (U+200C, U+200D, U+FE0E, U+FE0F), what is taken out (U+00AD), what shows nothing by itself
/// ([`shows_nothing`]), what has a reason of its own ([`is_direction`]).
const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{034F}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0D}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' | '\u{FDD0}'..='\u{FDEF}'
    ) || c as u32 & 0xFFFE == 0xFFFE
}

/// Unicode's Cc, the line and paragraph separators, the zero-width space and the byte order mark.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200B}' | '\u{FEFF}')
}

/// Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9).
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn check_nome_file(nome: &str) -> Result<(), TestoError> {
    if nome.starts_with('.') || nome.contains(['/', '\\']) { Err(TestoError::NonNomeFile) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
