//! The file as a sequence (ISO 32000-1, 7.5): header, objects, cross-reference tables, trailers, ends; and nothing else.
//!
//! Every object is read where it stands, from the first byte to the last, whether or not anything refers to it. So no reader can
//! find an object that this inspection has not seen, and no object is read twice.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::syntax::{Budget, Parser, is_white};
use super::value::{Dictionary, Id, Name, Value};
use crate::Rifiuto;
use crate::lettura::find;

/// An object that stands in the file by itself.
pub struct Object {
    pub id: Id,
    pub value: Value,
    pub stream: Option<Range<usize>>,
}

/// A cross-reference table, with the offset of each object in use, and its trailer.
pub struct Table {
    pub entries: Vec<(u32, usize)>,
    pub trailer: Dictionary,
}

pub struct File {
    /// By the offset of their first digit.
    pub objects: BTreeMap<usize, Object>,
    pub tables: BTreeMap<usize, Table>,
    /// Where the newest cross-reference section is said to be.
    pub startxref: usize,
}

/// What the last construct was: a file must end right after an end-of-file mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Body,
    Start,
    End,
}

struct Scan<'a> {
    bytes: &'a [u8],
    parser: Parser<'a>,
    file: File,
    /// Streams whose length is in another object: that object, where the data begin and where `endstream` does.
    lengths: Vec<(Id, usize, usize)>,
}

pub fn scan(bytes: &[u8], budget: &mut Budget) -> Result<File, Rifiuto> {
    check_header(bytes)?;
    let file = File { objects: BTreeMap::new(), tables: BTreeMap::new(), startxref: 0 };
    let mut scan = Scan { bytes, parser: Parser::new(bytes, 0), file, lengths: Vec::new() };
    let mut last = Last::Body;
    loop {
        scan.parser.skip_white();
        let Some(byte) = scan.parser.peek() else { break };
        let next = match byte {
            b'%' => scan.comment(last),
            b'0'..=b'9' => scan.object(budget).map(|()| Last::Body),
            b'x' => scan.table(budget).map(|()| Last::Body),
            b's' => scan.start().map(|()| Last::Start),
            _ => Err(Rifiuto::Danneggiato { dove: "pdf-corpo" }),
        };
        // What can't be read after an end-of-file mark is not a part of a PDF that broke.
        last = next.map_err(|reason| if last == Last::End { Rifiuto::DatiInCoda } else { reason })?;
    }
    if last != Last::End {
        return Err(Rifiuto::Troncato);
    }
    scan.check_lengths()?;
    Ok(scan.file)
}

/// `%PDF-1.0` to `1.7`, or `2.0`.
fn check_header(bytes: &[u8]) -> Result<(), Rifiuto> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', b'1', b'.', b'0'..=b'7', after, ..]
        | [b'%', b'P', b'D', b'F', b'-', b'2', b'.', b'0', after, ..]
            if !after.is_ascii_alphanumeric() =>
        {
            Ok(())
        }
        _ if bytes.len() < 9 => Err(Rifiuto::Troncato),
        _ => Err(Rifiuto::Danneggiato { dove: "pdf-intestazione" }),
    }
}

impl Scan<'_> {
    fn comment(&mut self, last: Last) -> Result<Last, Rifiuto> {
        let line = self.parser.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
        match line.trim_ascii_end() {
            b"%%EOF" if last == Last::Start => Ok(Last::End),
            b"%%EOF" => Err(Rifiuto::Danneggiato { dove: "pdf-fine" }),
            line if line.starts_with(b"%%EOF") => Err(Rifiuto::DatiInCoda),
            // An incremental update may begin with a comment, but a file may not end with one.
            _ if last == Last::End && !self.bytes.get(self.parser.at..).unwrap_or_default().iter().any(|&byte| !is_white(byte)) => {
                Err(Rifiuto::DatiInCoda)
            }
            _ => Ok(if last == Last::Start { Last::Start } else { Last::Body }),
        }
    }

    fn object(&mut self, budget: &mut Budget) -> Result<(), Rifiuto> {
        const DOVE: &str = "pdf-oggetto";
        let offset = self.parser.at;
        let number = self.parser.unsigned::<u32>().ok_or(Rifiuto::Danneggiato { dove: DOVE })?;
        self.parser.skip_space();
        let generation = self.parser.unsigned::<u16>().ok_or(Rifiuto::Danneggiato { dove: DOVE })?;
        self.parser.skip_space();
        self.parser.expect(b"obj", DOVE)?;
        self.parser.skip_space();
        let value = if self.parser.rest().starts_with(b"endobj") { Value::Null } else { self.parser.value(budget)? };
        self.parser.skip_space();
        let stream = match &value {
            Value::Dictionary(dictionary) if self.parser.keyword(b"stream") => Some(self.stream(dictionary)?),
            _ => None,
        };
        self.parser.skip_space();
        self.parser.expect(b"endobj", DOVE)?;
        self.file.objects.insert(offset, Object { id: (number, generation), value, stream });
        Ok(())
    }

    /// The range of the data that follow `stream`.
    fn stream(&mut self, dictionary: &Dictionary) -> Result<Range<usize>, Rifiuto> {
        const DOVE: &str = "pdf-flusso";
        self.parser.take_while(|byte| matches!(byte, b' ' | b'\t'));
        self.parser.at += match self.parser.rest() {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            _ => return Err(Rifiuto::Danneggiato { dove: DOVE }),
        };
        let start = self.parser.at;
        let end = match dictionary.get(Name::Length) {
            Some(&Value::Integer(length)) => {
                let length = usize::try_from(length).map_err(|_| Rifiuto::Danneggiato { dove: DOVE })?;
                let end = start.checked_add(length).filter(|&end| end <= self.bytes.len()).ok_or(Rifiuto::Troncato)?;
                self.parser.at = end;
                self.parser.skip_white();
                end
            }
            // The object with the length may come later: the data are taken to end where they say, and compared with it later.
            Some(&Value::Reference(id)) => {
                let keyword = self.find_end(start).ok_or(Rifiuto::Troncato)?;
                self.lengths.push((id, start, keyword));
                self.parser.at = keyword;
                keyword
            }
            _ => return Err(Rifiuto::Danneggiato { dove: DOVE }),
        };
        self.parser.expect(b"endstream", DOVE)?;
        Ok(start..end)
    }

    /// Where the `endstream` is that ends an object.
    fn find_end(&self, from: usize) -> Option<usize> {
        const KEYWORD: &[u8] = b"endstream";
        let mut from = from;
        loop {
            let at = find(self.bytes, KEYWORD, from)?;
            from = at + KEYWORD.len();
            let mut after = Parser::new(self.bytes, from);
            after.skip_white();
            if after.keyword(b"endobj") {
                return Some(at);
            }
            from = after.at.max(from);
        }
    }

    fn table(&mut self, budget: &mut Budget) -> Result<(), Rifiuto> {
        const DAMAGED: Rifiuto = Rifiuto::Danneggiato { dove: "pdf-tabella" };
        let offset = self.parser.at;
        self.parser.expect(b"xref", "pdf-tabella")?;
        let mut entries = Vec::new();
        loop {
            self.parser.skip_space();
            if self.parser.keyword(b"trailer") {
                break;
            }
            let first = self.parser.unsigned::<u32>().ok_or(DAMAGED)?;
            self.parser.skip_space();
            let count = self.parser.unsigned::<u32>().ok_or(DAMAGED)?;
            for number in first..first.checked_add(count).ok_or(DAMAGED)? {
                self.parser.skip_space();
                let at = self.parser.unsigned::<usize>().ok_or(DAMAGED)?;
                self.parser.skip_space();
                self.parser.unsigned::<u32>().ok_or(DAMAGED)?;
                self.parser.skip_space();
                let in_use = self.parser.keyword(b"n");
                if !in_use && !self.parser.keyword(b"f") {
                    return Err(DAMAGED);
                }
                if in_use {
                    entries.push((number, at));
                }
            }
        }
        let Value::Dictionary(trailer) = self.parser.value(budget)? else { return Err(DAMAGED) };
        self.file.tables.insert(offset, Table { entries, trailer });
        Ok(())
    }

    fn start(&mut self) -> Result<(), Rifiuto> {
        self.parser.expect(b"startxref", "pdf-fine")?;
        self.parser.skip_white();
        self.file.startxref = self.parser.unsigned().ok_or(Rifiuto::Danneggiato { dove: "pdf-fine" })?;
        Ok(())
    }

    /// Compares the lengths that were in other objects with where the data were found to end, give or take an end of line.
    ///
    /// Only objects that stand by themselves are asked: a length inside an object stream is legal, but nobody writes it.
    fn check_lengths(&self) -> Result<(), Rifiuto> {
        let mut known: HashMap<Id, Vec<i64>> = HashMap::new();
        if !self.lengths.is_empty() {
            for object in self.file.objects.values() {
                if let Value::Integer(length) = object.value {
                    known.entry(object.id).or_default().push(length);
                }
            }
        }
        for &(id, start, keyword) in &self.lengths {
            let data = self.bytes.get(start..keyword).unwrap_or_default();
            // At most an end of line lies between.
            let shortest = data.len() - data.iter().rev().take(2).take_while(|&&byte| is_white(byte)).count();
            let lengths = known.get(&id).map(Vec::as_slice).unwrap_or_default();
            if !lengths.iter().any(|&length| usize::try_from(length).is_ok_and(|length| (shortest..=data.len()).contains(&length))) {
                return Err(Rifiuto::Danneggiato { dove: "pdf-flusso" });
            }
        }
        Ok(())
    }
}
