//! What newtypes over a text have in common: conversions that always pass through `parse`, and a `Debug` that shows nothing.

/// `as_str`, `FromStr` and serde's two conversions for a newtype over `String` that has `parse`.
macro_rules! text_type {
    ($name:ident, $error:ident) => {
        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

/// Like [`text_type`] for a newtype over ASCII digits of fixed number, which can be copied.
macro_rules! digits_type {
    ($name:ident, $error:ident) => {
        impl $name {
            /// # Errors
            /// When the text, blanks around it aside, is not that many ASCII digits.
            pub fn parse(text: &str) -> Result<Self, $error> {
                let bytes = text.trim().as_bytes();
                if !bytes.iter().all(u8::is_ascii_digit) {
                    return Err($error);
                }
                bytes.try_into().map(Self).map_err(|_| $error)
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                // Digits are always UTF-8; the other branch does not exist.
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }
    };
}

/// A `Debug` for what must never reach a log: `Name(…)`.
macro_rules! hidden_debug {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

/// A `Display` that prints the text itself.
macro_rules! plain_display {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

pub(crate) use {digits_type, hidden_debug, plain_display, text_type};
