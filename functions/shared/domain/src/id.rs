//! Typed identifiers: 16 random bytes, written as 26 lower-case base32 characters. They can't be guessed and carry nothing.

use std::fmt;
use std::str::FromStr;

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

/// The text is not 26 lower-case base32 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct IdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Leggibile)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 16]);

        impl $name {
            /// The identifier made of these bytes; who calls draws them at random.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                decode(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

id!(
    /// A thread: one question and all that follows it.
    QuesitoId
);
id!(
    /// A person who signs in, whatever their role; says nothing of their codice fiscale.
    PersonaId
);
id!(
    /// A document, from the moment its upload is prepared.
    AllegatoId
);
id!(
    /// A notice: one event told to one person.
    AvvisoId
);
id!(
    /// A delegation, from the moment it is asked for.
    DelegaId
);
id!(
    /// A draft, from its first save.
    BozzaId
);

/// Base32 of RFC 4648, lower case, without padding. Its own few lines: in the app a general encoder is 24 kB that everybody loads.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Of 128 bits: 25 characters of five, one of three.
const LENGTH: usize = 26;

fn encode(bytes: &[u8; 16]) -> String {
    let value = u128::from_be_bytes(*bytes);
    let digits = (0..LENGTH - 1).map(|index| value >> (123 - 5 * index)).chain([value << 2]);
    digits.map(|digit| char::from(ALPHABET[(digit & 31) as usize])).collect()
}

fn decode(text: &str) -> Result<[u8; 16], IdError> {
    let (first, last) = text.as_bytes().split_at_checked(LENGTH - 1).ok_or(IdError)?;
    let mut value = 0;
    for byte in first {
        value = value << 5 | digit(*byte)?;
    }
    match last {
        // The two bits that are left over are zero: an identifier is written in one way.
        [byte] if digit(*byte)? & 3 == 0 => Ok((value << 3 | digit(*byte)? >> 2).to_be_bytes()),
        _ => Err(IdError),
    }
}

fn digit(byte: u8) -> Result<u128, IdError> {
    match byte {
        b'a'..=b'z' => Ok((byte - b'a').into()),
        b'2'..=b'7' => Ok((byte - b'2' + 26).into()),
        _ => Err(IdError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_bytes_are_the_same_identifier(bytes: [u8; 16]) {
            let id = QuesitoId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<QuesitoId>(), Ok(id));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "aaaa",
            "AAAAAAAAAAAAAAAAAAAAAAAAAA",
            "aaaaaaaaaaaaaaaaaaaaaaaaa1",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "../../../../../../../../etc",
        ] {
            assert_eq!(text.parse::<QuesitoId>(), Err(IdError), "{text}");
        }
    }
}
