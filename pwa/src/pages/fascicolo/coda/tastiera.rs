//! The keys of the queue.

use cassetto_domain::id::QuesitoId;

use super::Coda;
use super::elenco::row_id;
use crate::browser;
use crate::pages::fascicolo::quesito::Mossa;
use crate::pages::fascicolo::tasti::Tasti;
use crate::vista::prelude::*;

/// Answers to the keys of the list, and opens the desk for those of a quesito.
pub fn listen(coda: Coda, tasti: Tasti, molti: RwSignal<bool>, search: impl Fn() + 'static) {
    effect_with(move |before: Option<Option<QuesitoId>>| {
        let now = coda.aperto.get();
        if let (Some(Some(before)), None) = (before, now) {
            browser::focus_if_lost(row_id(before));
        }
        now
    });
    tasti.listen(move |key| match key {
        "j" => step(coda, 1),
        "k" => step(coda, -1),
        "ArrowDown" if in_list() => step(coda, 1),
        "ArrowUp" if in_list() => step(coda, -1),
        "x" => with_row(coda, |id| coda.scelta.toggle(id)),
        "Escape" if coda.aperto.get_untracked().is_some() => {
            leave(coda);
            true
        }
        "/" => {
            search();
            true
        }
        "a" if untrack(move || coda.scelta.len()) > 0 => {
            molti.set(true);
            true
        }
        other => match Mossa::from_key(other) {
            Some(mossa) if coda.aperto.get_untracked().is_none() => with_row(coda, |id| {
                coda.desta.set(Some(mossa));
                coda.vai.run(Some(id));
            }),
            _ => false,
        },
    });
}

/// Back from the desk to the row that it was opened from, where the keyboard goes on.
pub fn leave(coda: Coda) {
    coda.cursore.set(coda.aperto.get_untracked());
    coda.vai.run(None);
}

fn step(coda: Coda, by: isize) -> bool {
    let ids: Vec<QuesitoId> = coda.voci.with_untracked(|voci| voci.iter().map(|voce| voce.quesito.id).collect());
    let from = coda.cursore.get_untracked().or(coda.aperto.get_untracked());
    let at = from.and_then(|from| ids.iter().position(|id| *id == from));
    let to = match at {
        Some(at) => at.saturating_add_signed(by).min(ids.len().saturating_sub(1)),
        None => 0,
    };
    match ids.get(to) {
        Some(id) => {
            coda.cursore.set(Some(*id));
            browser::focus_now(&row_id(*id));
            true
        }
        None => false,
    }
}

fn with_row(coda: Coda, act: impl FnOnce(QuesitoId)) -> bool {
    let row = coda.cursore.get_untracked().filter(|_| in_list());
    row.map(act).is_some()
}

/// Whether the keyboard is on the list.
fn in_list() -> bool {
    document().active_element().is_some_and(|element| element.closest(".queue-list").is_ok_and(|list| list.is_some()))
}
