//! The syntax of PDF objects (ISO 32000-1, 7.2 and 7.3): one pass, bounded in depth and in the number of values.

use super::MAX_PROFONDITA;
use super::value::{Dictionary, Name, Value};
use crate::Rifiuto;

/// How many more values may be read from a file, wherever in it they are.
pub struct Budget(pub u32);

pub struct Parser<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

pub const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Parser<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Advances while `keep` holds, and returns what it passed.
    pub fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let len = rest.iter().position(|&byte| !keep(byte)).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    pub fn skip_white(&mut self) {
        self.take_while(is_white);
    }

    /// Skips white space and comments.
    pub fn skip_space(&mut self) {
        self.skip_white();
        while self.peek() == Some(b'%') {
            self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
            self.skip_white();
        }
    }

    /// Passes `token`, if it is next and ends there.
    pub fn keyword(&mut self, token: &[u8]) -> bool {
        let found = self.rest().strip_prefix(token).is_some_and(|rest| !rest.first().copied().is_some_and(is_regular));
        if found {
            self.at += token.len();
        }
        found
    }

    pub fn expect(&mut self, token: &[u8], dove: &'static str) -> Result<(), Rifiuto> {
        match self.keyword(token) {
            true => Ok(()),
            false if token.starts_with(self.rest()) => Err(Rifiuto::Troncato),
            false => Err(Rifiuto::Danneggiato { dove }),
        }
    }

    /// An unsigned number, alone between spaces or delimiters.
    pub fn unsigned<T: TryFrom<u64>>(&mut self) -> Option<T> {
        let digits = self.take_while(is_regular);
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = digits.iter().try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        T::try_from(number?).ok()
    }

    pub fn value(&mut self, budget: &mut Budget) -> Result<Value, Rifiuto> {
        self.nested(budget, MAX_PROFONDITA)
    }

    fn nested(&mut self, budget: &mut Budget, depth: u32) -> Result<Value, Rifiuto> {
        budget.0 = budget.0.checked_sub(1).ok_or(Rifiuto::Danneggiato { dove: "pdf-troppi-oggetti" })?;
        let depth = depth.checked_sub(1).ok_or(Rifiuto::Danneggiato { dove: "pdf-profondita" })?;
        self.skip_space();
        match self.peek().ok_or(Rifiuto::Troncato)? {
            b'/' => Ok(Value::Name(self.name())),
            b'(' => self.literal_string(),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(budget, depth).map(Value::Dictionary),
            b'<' => self.hexadecimal_string(),
            b'[' => self.array(budget, depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ if self.keyword(b"null") => Ok(Value::Null),
            _ if self.keyword(b"true") || self.keyword(b"false") => Ok(Value::Other),
            _ => Err(malformed()),
        }
    }

    fn name(&mut self) -> Name {
        self.at += 1;
        let written = self.take_while(is_regular);
        if !written.contains(&b'#') {
            return Name::of(written);
        }
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let Some((&byte, after)) = rest.split_first() {
            let escaped = match (byte, after) {
                (b'#', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
                _ => None,
            };
            name.push(escaped.unwrap_or(byte));
            rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
        }
        Name::of(&name)
    }

    fn literal_string(&mut self) -> Result<Value, Rifiuto> {
        let mut open = 0_u32;
        loop {
            self.take_while(|byte| !matches!(byte, b'(' | b')' | b'\\'));
            match self.peek().ok_or(Rifiuto::Troncato)? {
                b'\\' => self.at += 2,
                b'(' => {
                    open += 1;
                    self.at += 1;
                }
                _ => {
                    open -= 1;
                    self.at += 1;
                    if open == 0 {
                        return Ok(Value::Other);
                    }
                }
            }
        }
    }

    fn hexadecimal_string(&mut self) -> Result<Value, Rifiuto> {
        self.at += 1;
        self.take_while(|byte| hex(byte).is_some() || is_white(byte));
        match self.peek().ok_or(Rifiuto::Troncato)? {
            b'>' => {
                self.at += 1;
                Ok(Value::Other)
            }
            _ => Err(malformed()),
        }
    }

    /// Integers, real numbers in the forms that producers write, and references.
    fn number(&mut self) -> Result<Value, Rifiuto> {
        let start = self.at;
        let token = self.take_while(is_regular);
        if !token.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E')) {
            return Err(malformed());
        }
        let end = self.at;
        self.at = start;
        if let Some(number) = self.unsigned::<u32>()
            && let Some(generation) = self.generation()
        {
            return Ok(Value::Reference((number, generation)));
        }
        self.at = end;
        let text = str::from_utf8(token).unwrap_or_default();
        Ok(text.parse().map_or(Value::Other, Value::Integer))
    }

    /// The generation that comes next, if `R` follows it; the position is meaningful only if it does.
    fn generation(&mut self) -> Option<u16> {
        self.skip_space();
        let generation = self.unsigned()?;
        self.skip_space();
        self.keyword(b"R").then_some(generation)
    }

    fn array(&mut self, budget: &mut Budget, depth: u32) -> Result<Value, Rifiuto> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Value::Array(values.into_boxed_slice()));
            }
            values.push(self.nested(budget, depth)?);
        }
    }

    fn dictionary(&mut self, budget: &mut Budget, depth: u32) -> Result<Dictionary, Rifiuto> {
        self.at += 2;
        let mut pairs = Vec::new();
        loop {
            self.skip_space();
            match self.peek().ok_or(Rifiuto::Troncato)? {
                b'/' => {
                    let key = self.name();
                    pairs.push((key, self.nested(budget, depth)?));
                }
                b'>' if self.rest().starts_with(b">>") => {
                    self.at += 2;
                    return Ok(Dictionary(pairs.into_boxed_slice()));
                }
                _ => return Err(malformed()),
            }
        }
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

const fn malformed() -> Rifiuto {
    Rifiuto::Danneggiato { dove: "pdf-sintassi" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Value, Rifiuto> {
        Parser::new(text.as_bytes(), 0).value(&mut Budget(1000))
    }

    #[test]
    fn values() {
        for (text, expected) in [
            ("12", Value::Integer(12)),
            ("-7", Value::Integer(-7)),
            ("3.5", Value::Other),
            ("12 3 R", Value::Reference((12, 3))),
            ("12 %comment\n 0 R", Value::Reference((12, 0))),
            ("/J#61vaScript", Value::Name(Name::JavaScript)),
            ("/Any#thing", Value::Name(Name::Other)),
            ("(a (nested\\)) one)", Value::Other),
            ("<48 65 6>", Value::Other),
            ("[1 2 0 R null]", Value::Array([Value::Integer(1), Value::Reference((2, 0)), Value::Null].into())),
            ("[1 2 R0]", Value::Null),
            ("<</S/GoTo>>", Value::Dictionary(Dictionary([(Name::S, Value::Name(Name::GoTo))].into()))),
        ] {
            match expected {
                Value::Null => assert!(parse(text).is_err(), "{text}"),
                expected => assert_eq!(parse(text), Ok(expected), "{text}"),
            }
        }
    }

    #[test]
    fn what_is_cut_or_too_deep_is_refused() {
        for text in ["", "(", "(\\", "<4", "[", "<<", "<</A", "<</A 1", "[1 0"] {
            assert_eq!(parse(text), Err(Rifiuto::Troncato), "{text}");
        }
        assert_eq!(parse(&"[".repeat(900)), Err(Rifiuto::Danneggiato { dove: "pdf-profondita" }));
        assert_eq!(parse(&"[1 ".repeat(5000)), Err(Rifiuto::Danneggiato { dove: "pdf-profondita" }));
        assert_eq!(parse(&format!("[{}]", "1 ".repeat(5000))), Err(Rifiuto::Danneggiato { dove: "pdf-troppi-oggetti" }));
    }

    #[test]
    fn a_repeated_key_is_ambiguous() {
        for (text, expected) in [("<</S 1/S 2>>", true), ("<</S 1/N 2>>", false), ("<</x 1/y 2>>", false)] {
            let Ok(Value::Dictionary(dictionary)) = parse(text) else { panic!("{text}") };
            assert_eq!(dictionary.is_ambiguous(), expected, "{text}");
        }
    }
}
