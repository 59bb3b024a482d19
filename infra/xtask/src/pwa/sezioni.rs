//! The sections of a wasm module, as far as packing changes them.

use std::collections::BTreeMap;

use crate::Error;

/// What every module begins with.
pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";

const BROKEN: &str = "not a wasm module";

/// One section.
pub struct Sezione<'a> {
    pub id: u8,
    pub body: &'a [u8],
}

/// All of them, in their order.
pub fn read(wasm: &[u8]) -> Result<Vec<Sezione<'_>>, Error> {
    let mut rest = wasm.strip_prefix(HEADER).ok_or(BROKEN)?;
    let mut sections = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        let mut input = Lettore(after);
        let length = input.number()?;
        let body = input.take(length)?;
        sections.push(Sezione { id: *id, body });
        rest = input.0;
    }
    Ok(sections)
}

/// Appends one.
pub fn write(wasm: &mut Vec<u8>, id: u8, body: &[u8]) {
    wasm.push(id);
    number(wasm, body.len());
    wasm.extend_from_slice(body);
}

/// The names of what is imported, without its modules.
pub fn imports(body: &[u8]) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    each_import(body, |_, name, _| names.push(name.to_owned()))?;
    Ok(names)
}

/// The names of what is exported.
pub fn exports(body: &[u8]) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    each_export(body, |name, _| names.push(name.to_owned()))?;
    Ok(names)
}

pub fn rename_imports(body: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>, Error> {
    let mut renamed = Vec::new();
    let count = each_import(body, |module, name, what| {
        text(&mut renamed, module);
        text(&mut renamed, names.get(name).map_or(name, String::as_str));
        renamed.extend_from_slice(what);
    })?;
    Ok(counted(count, &renamed))
}

pub fn rename_exports(body: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>, Error> {
    let mut renamed = Vec::new();
    let count = each_export(body, |name, what| {
        text(&mut renamed, names.get(name).map_or(name, String::as_str));
        renamed.extend_from_slice(what);
    })?;
    Ok(counted(count, &renamed))
}

fn counted(count: usize, entries: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    number(&mut body, count);
    body.extend_from_slice(entries);
    body
}

fn each_import(body: &[u8], mut see: impl FnMut(&str, &str, &[u8])) -> Result<usize, Error> {
    let mut input = Lettore(body);
    let count = input.number()?;
    for _ in 0..count {
        let (module, name) = (input.text()?, input.text()?);
        let from = input.0;
        match input.byte()? {
            // A function: its type.
            0 => drop(input.number()?),
            // A table: its type and limits. A memory: its limits. A global: its type and whether it changes. A tag: kind and type.
            1 => {
                input.byte()?;
                input.limits()?;
            }
            2 => input.limits()?,
            3 => drop(input.take(2)?),
            4 => {
                input.byte()?;
                input.number()?;
            }
            _ => return Err(BROKEN.into()),
        }
        see(module, name, &from[..from.len() - input.0.len()]);
    }
    Ok(count)
}

fn each_export(body: &[u8], mut see: impl FnMut(&str, &[u8])) -> Result<usize, Error> {
    let mut input = Lettore(body);
    let count = input.number()?;
    for _ in 0..count {
        let name = input.text()?;
        let from = input.0;
        input.byte()?;
        input.number()?;
        see(name, &from[..from.len() - input.0.len()]);
    }
    Ok(count)
}

fn text(wasm: &mut Vec<u8>, text: &str) {
    number(wasm, text.len());
    wasm.extend_from_slice(text.as_bytes());
}

/// An unsigned LEB128.
fn number(wasm: &mut Vec<u8>, mut value: usize) {
    loop {
        let [low, ..] = (value & 0x7f).to_le_bytes();
        value >>= 7;
        wasm.push(if value == 0 { low } else { low | 0x80 });
        if value == 0 {
            return;
        }
    }
}

struct Lettore<'a>(&'a [u8]);

impl<'a> Lettore<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(BROKEN)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Error> {
        self.take(1).map(|taken| taken[0])
    }

    fn number(&mut self) -> Result<usize, Error> {
        let mut value = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BROKEN.into())
    }

    fn text(&mut self) -> Result<&'a str, Error> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }

    fn limits(&mut self) -> Result<(), Error> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and notes.
    const CUSTOM: u8 = 0;

    #[test]
    fn long_sections_and_broken_ones() {
        let mut wasm = HEADER.to_vec();
        write(&mut wasm, 1, &[7; 200]);
        write(&mut wasm, CUSTOM, b"ab");
        let sections = read(&wasm).unwrap();
        assert_eq!(sections.iter().map(|section| (section.id, section.body.len())).collect::<Vec<_>>(), [(1, 200), (CUSTOM, 2)]);
        assert!(read(&wasm[..wasm.len() - 1]).is_err());
        assert!(read(b"").is_err());
    }

    #[test]
    fn every_kind_of_import_is_passed_over() {
        let entries: [&[u8]; 5] = [&[0, 3], &[1, 0x70, 1, 1, 2], &[2, 0, 17], &[3, 0x7f, 1], &[4, 0, 0]];
        let body: Vec<u8> = std::iter::once(5).chain(entries.iter().flat_map(|what| [&[1, b'm', 1, b'n'][..], what].concat())).collect();
        assert_eq!(imports(&body).unwrap(), ["n"; 5]);
        let renamed = rename_imports(&body, &BTreeMap::from([("n".to_owned(), "longer".to_owned())])).unwrap();
        assert_eq!(imports(&renamed).unwrap(), ["longer"; 5]);
        assert_eq!(rename_imports(&renamed, &BTreeMap::from([("longer".to_owned(), "n".to_owned())])).unwrap(), body);
    }
}
