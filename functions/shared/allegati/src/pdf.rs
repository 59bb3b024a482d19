//! PDF (ISO 32000): the whole file read in one pass, then what it inflates to, what acts in it, and its pages.
//!
//! The reader is our own because the usual one can't be given a hostile file: `lopdf` bounds what one stream inflates to, but not
//! how many cross-reference entries lead to the same bytes, so that 3 MB can ask for gigabytes. Here every byte is read once, in
//! order, and a cross-reference that leads anywhere else than to an object so read is refused. Readers that follow the
//! cross-references, `lopdf` among them, do linear work on what is accepted.

mod active;
mod file;
mod filters;
mod object_stream;
mod stream;
mod syntax;
mod value;
mod xref;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};

use crate::{Ispezione, Rifiuto, TipoFile};
use file::{File, Object};
use stream::{Streams, is_structural};
use syntax::Budget;
use value::{Dictionary, Id, Name, Value};
use xref::{Entry, Xref};

/// The most bytes that one object stream or cross-reference stream may inflate to: these are kept while they are read.
pub const MAX_FLUSSO_STRUTTURALE: u64 = 16 * 1024 * 1024;

/// The deepest nesting of arrays and dictionaries.
pub const MAX_PROFONDITA: u32 = 64;

/// The most values (numbers, names, arrays...) of all objects; 24 to 32 bytes of memory each.
pub const MAX_VALORI: u32 = 2_000_000;

/// The most entries of all cross-reference sections.
pub const MAX_VOCI: usize = 500_000;

/// The objects inside object streams, by where the stream is and by their number.
type Members = BTreeMap<(usize, u32), Value>;

pub(crate) fn walk(bytes: &[u8]) -> Result<Ispezione, Rifiuto> {
    let mut budget = Budget(MAX_VALORI);
    let file = file::scan(bytes, &mut budget)?;
    // First, because nothing that comes after makes sense of encrypted data.
    if is_encrypted(&file) {
        return Err(Rifiuto::Cifrato);
    }
    let mut streams = Streams::new();
    let xref = xref::resolve(bytes, &file, &mut streams)?;
    let members = check_objects(bytes, &file, &mut streams, &mut budget)?;
    let pages = count_pages(&Lookup { bytes, file: &file, xref: &xref, members: &members })?;
    Ok(Ispezione { tipo: TipoFile::Pdf, pagine: Some(pages), larghezza: None, altezza: None })
}

fn is_encrypted(file: &File) -> bool {
    let tables = file.tables.values().map(|table| &table.trailer);
    let streams = file.objects.values().filter_map(|object| match &object.value {
        Value::Dictionary(dictionary) if is_structural(dictionary, Name::XRef) => Some(dictionary),
        _ => None,
    });
    tables.chain(streams).any(|trailer| trailer.get(Name::Encrypt).is_some())
}

/// Checks every object, wherever it is and whether or not anything refers to it. Returns those inside object streams.
fn check_objects(bytes: &[u8], file: &File, streams: &mut Streams, budget: &mut Budget) -> Result<Members, Rifiuto> {
    let mut members = Members::new();
    let mut started = Vec::new();
    for table in file.tables.values() {
        active::check_dictionary(&table.trailer, &mut started)?;
    }
    for (&offset, object) in &file.objects {
        active::check(&object.value, &mut started)?;
        let (Value::Dictionary(dictionary), Some(range)) = (&object.value, &object.stream) else { continue };
        let data = bytes.get(range.clone()).unwrap_or_default();
        if dictionary.get(Name::F).is_some() {
            return Err(Rifiuto::ContenutoAttivo { quale: "altro-documento" });
        }
        if is_structural(dictionary, Name::ObjStm) {
            let content = streams.decode(data, dictionary)?;
            for (number, value) in object_stream::members(&content, dictionary, budget)? {
                active::check(&value, &mut started)?;
                if members.insert((offset, number), value).is_some() {
                    return Err(Rifiuto::Danneggiato { dove: "pdf-flusso-di-oggetti" });
                }
            }
        } else {
            streams.measure(data, dictionary)?;
        }
    }
    check_started(&started, file, &members)?;
    Ok(members)
}

/// Checks the actions that run by themselves, in every version of their objects.
fn check_started(started: &[u32], file: &File, members: &Members) -> Result<(), Rifiuto> {
    let started: HashSet<u32> = started.iter().copied().collect();
    let standing = file.objects.values().map(|object| (object.id.0, &object.value));
    let packed = members.iter().map(|(&(_, number), value)| (number, value));
    let harmful = standing.chain(packed).any(|(number, value)| started.contains(&number) && !active::is_harmless(value));
    if harmful { Err(Rifiuto::ContenutoAttivo { quale: "azione-automatica" }) } else { Ok(()) }
}

struct Lookup<'a> {
    bytes: &'a [u8],
    file: &'a File,
    xref: &'a Xref,
    members: &'a Members,
}

impl Lookup<'_> {
    fn get(&self, (number, generation): Id) -> Option<&Value> {
        match *self.xref.entries.get(&number)? {
            Entry::At(offset) => self.at(offset).filter(|(_, object)| object.id.1 == generation).map(|(_, object)| &object.value),
            Entry::Inside { .. } if generation != 0 => None,
            Entry::Inside { container } => {
                let &Entry::At(offset) = self.xref.entries.get(&container)? else { return None };
                let (at, _) = self.at(offset)?;
                self.members.get(&(at, number))
            }
        }
    }

    fn at(&self, offset: usize) -> Option<(usize, &Object)> {
        xref::object_at(self.bytes, self.file, offset)
    }

    fn dictionary(&self, id: Id) -> Option<&Dictionary> {
        match self.get(id) {
            Some(Value::Dictionary(dictionary)) => Some(dictionary),
            _ => None,
        }
    }

    /// The children of a node of the page tree; none for a page.
    fn kids(&self, node: &Dictionary) -> Option<Vec<Id>> {
        let kids = match node.get(Name::Kids)? {
            &Value::Reference(id) => self.get(id)?,
            kids => kids,
        };
        let Value::Array(kids) = kids else { return None };
        Some(kids.iter().filter_map(|kid| if let &Value::Reference(id) = kid { Some(id) } else { None }).collect())
    }
}

/// The leaves of the page tree, each counted once.
fn count_pages(lookup: &Lookup) -> Result<u32, Rifiuto> {
    let catalog = lookup.xref.root.and_then(|root| lookup.dictionary(root)).ok_or(Rifiuto::Danneggiato { dove: "pdf-catalogo" })?;
    let Some(&Value::Reference(tree)) = catalog.get(Name::Pages) else {
        return Err(Rifiuto::Danneggiato { dove: "pdf-catalogo" });
    };
    let (mut pages, mut seen, mut waiting) = (0, HashSet::new(), vec![tree]);
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(node) = lookup.dictionary(id) else { continue };
        match lookup.kids(node) {
            Some(kids) => waiting.extend(kids),
            None if node.says(Name::Type, Name::Page) => pages += 1,
            None => {}
        }
    }
    if pages == 0 { Err(Rifiuto::Danneggiato { dove: "pdf-senza-pagine" }) } else { Ok(pages) }
}
