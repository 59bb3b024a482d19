//! What people write: subject, text, comment, name of a file.
//!
//! Lengths are in Unicode scalar values (`char`s), after blanks around the text are removed and CRLF has become LF: an emoji
//! made of a sequence counts as the sequence is long. Characters that hide something or turn the writing around are refused,
//! because an operator decides on what they see; everything else, emoji joined by U+200D included, is kept as it came.

use serde::{Deserialize, Serialize};

use crate::testuale::{hidden_debug, text_type};

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

        text_type!($name, TestoError);
        hidden_debug!($name);

        impl $name {
            /// The longest that is accepted, in Unicode scalar values.
            pub const MASSIMO: usize = $massimo;

            /// # Errors
            /// The first reason that applies, in the order of [`TestoError`].
            pub fn parse(text: &str) -> Result<Self, TestoError> {
                let text = clean(text, Self::MASSIMO, $lines)?;
                $( $check(&text)?; )?
                Ok(Self(text))
            }

            #[must_use]
            pub fn into_string(self) -> String {
                self.0
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

fn clean(text: &str, massimo: usize, lines: Lines) -> Result<String, TestoError> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().all(is_blank) {
        return Err(TestoError::Vuoto);
    }
    if text.chars().count() > massimo {
        return Err(TestoError::TroppoLungo);
    }
    if text.chars().any(|c| is_control(c) && !(lines == Lines::Many && matches!(c, '\n' | '\t'))) {
        return Err(TestoError::CarattereDiControllo);
    }
    if text.chars().any(is_direction) {
        return Err(TestoError::DirezioneForzata);
    }
    Ok(text)
}

/// Blanks, and what joins or varies its neighbours without having a form of its own.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
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
