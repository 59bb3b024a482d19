//! Choosing, photographing, following and removing the documents of a message.

mod anteprima;
pub mod documenti;
mod finestre;
mod lavoro;
pub mod pagine;
pub mod ritaglio;
mod row;
mod scheda;

use crate::aree::Pagina;
use crate::cartella::Cartella;
use crate::components::skeleton::Forma;
use crate::format;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

/// Where an error summary leads.
pub const ID: &str = "allegati-scegli";

/// The documents of a folder; what shows them is an area of its own, since photographs take more code than the page around them.
#[component]
pub fn Uploader(cartella: Cartella) -> Nodo {
    provide_context(cartella);
    view! { <div>{Pagina::Allegati.lato(Forma::Modulo)}</div> }
}

/// The limits in words.
pub fn regole(cartella: Cartella) -> String {
    let limiti = cartella.limiti();
    let file = limiti.file.to_string();
    if limiti.byte_per_file < limiti.byte_totali {
        fill(K::AllegatiRegoleCiascuno, &[("n", &file), ("mega", &format::mega(limiti.byte_per_file))])
    } else {
        fill(K::AllegatiRegole, &[("n", &file), ("mega", &format::mega(limiti.byte_totali))])
    }
}
