//! The cross-reference sections (ISO 32000-1, 7.5.4 and 7.5.8): where a reader would look for each object.
//!
//! What a reader would find must be an object that [`super::file::scan`] has read, with the same number, and so must the sections.

use std::collections::{BTreeMap, HashSet};

use super::MAX_VOCI;
use super::file::{File, Object};
use super::stream::{Streams, is_structural};
use super::syntax::is_white;
use super::value::{Dictionary, Id, Name, Value};
use crate::Rifiuto;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    At(usize),
    /// In an object stream.
    Inside {
        container: u32,
    },
}

#[derive(Default)]
pub struct Xref {
    pub entries: BTreeMap<u32, Entry>,
    pub root: Option<Id>,
}

const DAMAGED: Rifiuto = Rifiuto::Danneggiato { dove: "pdf-tabella" };

/// The object or table that an offset leads to: producers often count an end of line or two before it.
fn landing(bytes: &[u8], offset: usize) -> usize {
    let near = bytes.get(offset..).unwrap_or_default().iter().take(4);
    offset + near.take_while(|&&byte| is_white(byte)).count()
}

/// Follows the sections from the newest to the oldest; the newest that says where an object is, is right.
///
/// Free entries are passed over: a deleted object was read like any other, so nothing depends on its being gone, and in a hybrid
/// file the table calls free what its stream describes.
pub fn resolve(bytes: &[u8], file: &File, streams: &mut Streams) -> Result<Xref, Rifiuto> {
    let mut xref = Xref::default();
    let mut seen = HashSet::new();
    let mut waiting = vec![file.startxref];
    let mut left = MAX_VOCI;
    while let Some(offset) = waiting.pop() {
        let at = landing(bytes, offset);
        if !seen.insert(at) {
            return Err(DAMAGED);
        }
        let (entries, trailer) = section(bytes, file, streams, at, left)?;
        left = left.checked_sub(entries.len()).ok_or(DAMAGED)?;
        for (number, entry) in entries {
            xref.entries.entry(number).or_insert(entry);
        }
        if let (None, Some(&Value::Reference(root))) = (xref.root, trailer.get(Name::Root)) {
            xref.root = Some(root);
        }
        // Last in, first out: the stream of a hybrid section comes before older sections.
        for key in [Name::Prev, Name::XRefStm] {
            if let Some(offset) = trailer.get(key) {
                let &Value::Integer(offset) = offset else { return Err(DAMAGED) };
                waiting.push(usize::try_from(offset).map_err(|_| DAMAGED)?);
            }
        }
    }
    check(bytes, file, &xref)?;
    Ok(xref)
}

type Section<'a> = (Vec<(u32, Entry)>, &'a Dictionary);

fn section<'a>(bytes: &[u8], file: &'a File, streams: &mut Streams, at: usize, left: usize) -> Result<Section<'a>, Rifiuto> {
    if let Some(table) = file.tables.get(&at) {
        let entries = table.entries.iter().map(|&(number, offset)| (number, Entry::At(offset)));
        return if table.trailer.is_ambiguous() { Err(DAMAGED) } else { Ok((entries.collect(), &table.trailer)) };
    }
    match file.objects.get(&at) {
        Some(Object { value: Value::Dictionary(dictionary), stream: Some(range), .. }) if is_structural(dictionary, Name::XRef) => {
            let data = streams.decode(bytes.get(range.clone()).unwrap_or_default(), dictionary)?;
            Ok((stream_entries(&data, dictionary, left)?, dictionary))
        }
        _ => Err(DAMAGED),
    }
}

/// The rows of a cross-reference stream: a type and two numbers each, as wide as `/W` says.
fn stream_entries(data: &[u8], dictionary: &Dictionary, left: usize) -> Result<Vec<(u32, Entry)>, Rifiuto> {
    let widths = integers(dictionary.get(Name::W)).filter(|widths| widths.len() >= 3).ok_or(DAMAGED)?;
    let widths: Vec<usize> = widths.iter().take(3).filter_map(|&width| usize::try_from(width).ok().filter(|&width| width <= 8)).collect();
    let &[kind_width, first_width, second_width] = widths.as_slice() else { return Err(DAMAGED) };
    let row_len = kind_width + first_width + second_width;
    if row_len == 0 {
        return Err(DAMAGED);
    }
    let size = dictionary.integer(Name::Size).ok_or(DAMAGED)?;
    let index = integers(dictionary.get(Name::Index)).unwrap_or_else(|| vec![0, size]);
    let rows = index.chunks_exact(2).filter_map(|pair| pair.get(1)).fold(0, |sum: i64, &count| sum.saturating_add(count.max(0)));
    if usize::try_from(rows).ok().is_none_or(|rows| rows > data.len() / row_len) {
        return Err(DAMAGED);
    }
    let numbers = index.chunks_exact(2).flat_map(|pair| match pair {
        &[first, count] => first..first.saturating_add(count),
        _ => 0..0,
    });
    let mut entries = Vec::new();
    for (number, row) in numbers.zip(data.chunks_exact(row_len)) {
        let (kind, rest) = row.split_at(kind_width);
        let (first, _) = rest.split_at(first_width);
        let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
        let entry = match kind {
            1 => Entry::At(usize::try_from(big_endian(first)).map_err(|_| DAMAGED)?),
            2 => Entry::Inside { container: u32::try_from(big_endian(first)).map_err(|_| DAMAGED)? },
            _ => continue,
        };
        if entries.len() == left {
            return Err(DAMAGED);
        }
        entries.push((u32::try_from(number).map_err(|_| DAMAGED)?, entry));
    }
    Ok(entries)
}

fn integers(value: Option<&Value>) -> Option<Vec<i64>> {
    let Some(Value::Array(values)) = value else { return None };
    let integers = values.iter().map(|value| if let &Value::Integer(number) = value { Some(number) } else { None });
    integers.collect()
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// Every entry leads to an object that was read. Offset zero in a table is how some producers write a free entry.
fn check(bytes: &[u8], file: &File, xref: &Xref) -> Result<(), Rifiuto> {
    for (&number, &entry) in &xref.entries {
        let found = match entry {
            Entry::At(0) => true,
            Entry::At(offset) => object_at(bytes, file, offset).is_some_and(|(_, object)| object.id.0 == number),
            Entry::Inside { container } => match xref.entries.get(&container) {
                Some(&Entry::At(offset)) => object_at(bytes, file, offset).is_some_and(|(_, object)| is_object_stream(object)),
                _ => false,
            },
        };
        if !found {
            return Err(DAMAGED);
        }
    }
    Ok(())
}

/// The object that an offset leads to, and where it begins.
pub fn object_at<'a>(bytes: &[u8], file: &'a File, offset: usize) -> Option<(usize, &'a Object)> {
    let at = landing(bytes, offset);
    file.objects.get(&at).map(|object| (at, object))
}

fn is_object_stream(object: &Object) -> bool {
    matches!(&object.value, Value::Dictionary(dictionary) if object.stream.is_some() && is_structural(dictionary, Name::ObjStm))
}
