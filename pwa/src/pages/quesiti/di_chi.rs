//! A quesito whose address does not say for whom an intermediary looks, as those of the notices: once it is known, at the address
//! that says so.

use super::detail::{learn, read, use_id};
use crate::components::load::Load;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let indirizzo = use_indirizzo();
    let id = use_id();
    let lettura = read(id.into());
    learn(lettura);
    effect(move || {
        if let Some((datore, id)) = lettura.with(|dettaglio| dettaglio.map(|dettaglio| (dettaglio.quesito.datore_id, dettaglio.quesito.id)))
        {
            // Back leads to where the link was.
            indirizzo.go_instead(&(Rotta::QuesitoDi(datore, id).path() + &indirizzo.hash().get_untracked()));
        }
    });
    view! {
        <Titolo testo=Signal::stored(t(K::DettaglioTitolo).to_owned()) />
        <Load stato=lettura.nucleo forma=Forma::Quesito>
            <Skeleton forma=Forma::Quesito />
        </Load>
    }
}
