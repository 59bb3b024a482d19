//! Sending a registered message with its documents: once, by its key, however often the button is pressed.

use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::quesiti::AllegatoInviato;

use super::scrivania::{Parte, Scrivania};
use crate::api::Errore;
use crate::cartella::Cartella;
use crate::cartella::indice;
use crate::components::error_summary::Riga;
use crate::components::uploader;
use crate::i18n::{K, fill};
use crate::in_uscita::send_expired_again;
use crate::vista::prelude::*;

/// The documents that need the person before anything can be sent.
pub fn check_documents(cartella: Cartella) -> Vec<Riga> {
    let stuck = untrack(move || cartella.stuck());
    stuck.into_iter().map(|nome| Riga::new(uploader::ID, &fill(K::AllegatiDaSistemare, &[("nome", &nome)]))).collect()
}

/// Waits for the documents, then posts; documents that the store has lost are sent again once, without asking.
pub async fn send(
    scrivania: Scrivania,
    chiave: Parte,
    post: impl AsyncFn(Vec<AllegatoInviato>, String) -> Result<QuesitoDettaglio, Errore>,
) -> Result<QuesitoDettaglio, Errore> {
    let cartella = scrivania.cartella;
    let mut may_repeat = true;
    loop {
        if !cartella.settle().await {
            return Err(Errore::Rete);
        }
        let allegati = untrack(move || cartella.inviati());
        let errore = match post(allegati, scrivania.chiave(chiave)).await {
            Ok(answer) => return Ok(answer),
            Err(errore) => errore,
        };
        if errore.is_refusal() {
            scrivania.renew_key(chiave);
        }
        if may_repeat && send_expired_again(cartella, errore.campi()) {
            may_repeat = false;
            continue;
        }
        for campo in errore.campi() {
            if let Some(indice) = indice(&campo.campo) {
                cartella.refuse(indice, campo.motivo);
            }
        }
        return Err(errore);
    }
}
