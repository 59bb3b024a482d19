//! What in a PDF acts by itself, runs, plays, sends, opens another file or carries one. The office needs none of it.
//!
//! Plain links (`/URI`), jumps within the document and forms without scripts are left alone. Only names in the structure count:
//! the same words in strings and in the content of pages mean nothing.

use super::value::{Dictionary, Name, Value};
use crate::Rifiuto;

const AUTOMATIC: Rifiuto = Rifiuto::ContenutoAttivo { quale: "azione-automatica" };

/// Checks one object. The numbers of the objects that it runs by itself go to `started`: see [`is_harmless`].
pub fn check(value: &Value, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    // A name that is an object by itself may be what an action says it is.
    if let Some(quale) = forbidden_name(value) {
        return Err(Rifiuto::ContenutoAttivo { quale });
    }
    nested(value, started)
}

fn nested(value: &Value, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    match value {
        Value::Array(values) => values.iter().try_for_each(|value| nested(value, started)),
        Value::Dictionary(dictionary) => check_dictionary(dictionary, started),
        _ => Ok(()),
    }
}

/// As [`check`], for a dictionary that is not an object: a trailer.
pub fn check_dictionary(Dictionary(pairs): &Dictionary, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    pairs.iter().try_for_each(|(key, value)| {
        pair(*key, value, started)?;
        nested(value, started)
    })
}

fn pair(key: Name, value: &Value, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    let quale = match key {
        Name::Js | Name::JavaScript | Name::OnInstantiate => Some("javascript"),
        Name::EmbeddedFiles | Name::Ef | Name::Rf => Some("file-incorporato"),
        Name::RichMediaContent => Some("multimedia"),
        Name::Xfa => Some("modulo-xfa"),
        Name::S | Name::Type | Name::Subtype => forbidden_name(value),
        Name::OpenAction => return start(value, started),
        Name::Aa => return additional(value, started),
        _ => None,
    };
    quale.map_or(Ok(()), |quale| Err(Rifiuto::ContenutoAttivo { quale }))
}

/// What a type, a subtype or a kind of action says that it is.
const fn forbidden_name(value: &Value) -> Option<&'static str> {
    let &Value::Name(name) = value else { return None };
    match name {
        Name::JavaScript => Some("javascript"),
        Name::Launch => Some("avvio-programma"),
        Name::EmbeddedFile | Name::FileAttachment => Some("file-incorporato"),
        Name::RichMedia | Name::Rendition | Name::Sound | Name::Movie | Name::ThreeD => Some("multimedia"),
        Name::SubmitForm | Name::ImportData => Some("invio-dati"),
        Name::GoToE | Name::GoToR => Some("altro-documento"),
        _ => None,
    }
}

/// An action that runs by itself: a jump, or an object to look at when all are known.
fn start(action: &Value, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    match action {
        &Value::Reference((number, _)) => {
            started.push(number);
            Ok(())
        }
        action if is_harmless(action) => Ok(()),
        _ => Err(AUTOMATIC),
    }
}

/// The actions of `/AA`, under whatever event.
fn additional(actions: &Value, started: &mut Vec<u32>) -> Result<(), Rifiuto> {
    match actions {
        Value::Null => Ok(()),
        Value::Dictionary(Dictionary(events)) => events.iter().try_for_each(|(_, action)| start(action, started)),
        _ => Err(AUTOMATIC),
    }
}

/// Whether an action that runs by itself only moves within the document.
pub fn is_harmless(action: &Value) -> bool {
    match action {
        // An array is a place in the document.
        Value::Null | Value::Array(_) => true,
        Value::Dictionary(action) => {
            let mut kinds = action.all(Name::S).peekable();
            kinds.peek().is_some() && kinds.all(|kind| *kind == Value::Name(Name::GoTo)) && action.get(Name::Next).is_none()
        }
        _ => false,
    }
}
