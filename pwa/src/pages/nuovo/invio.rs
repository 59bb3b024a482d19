//! Sending: once, by its key, however often the button is pressed or the answer gets lost.

use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::ErroreCampo;
use cassetto_api::quesiti::{CreateQuesito, NuovoQuesito, QuesitoProtocollato};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::passi::{CATEGORIA, EMAIL, GESTIONE, OGGETTO, Procedura, RAPPORTO, TESTO};
use crate::api::{Client, Errore, use_client};
use crate::browser;
use crate::cartella::Cartella;
use crate::components::error_summary::Riga;
use crate::components::uploader;
use crate::i18n::{self, K, t};
use crate::rotta::{Passo, Rotta};

/// What the last button does.
pub fn use_invio(procedura: Procedura) -> Callback<()> {
    let client = use_client();
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |()| {
        if procedura.in_corso.get_untracked() {
            return;
        }
        procedura.in_corso.set(true);
        procedura.rifiuto.set(None);
        procedura.errori.set(Vec::new());
        let navigate = navigate.get_value();
        spawn_local(async move {
            let outcome = send(client, procedura).await;
            procedura.in_corso.try_set(false);
            match outcome {
                Outcome::Inviato(answer) => {
                    let rotta = Rotta::inviato(procedura.datore, answer.id);
                    procedura.bozze.ultimo.set(Some(answer));
                    navigate(&rotta.path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
                    procedura.bozze.discard();
                }
                Outcome::DaCorreggere(wrong) => {
                    let first = wrong.first().map(|(passo, _)| *passo);
                    procedura.errori.try_set(wrong);
                    if let Some(passo) = first.filter(|passo| *passo != Passo::Controlla) {
                        navigate(&super::passi::change(procedura, passo), NavigateOptions::default());
                    }
                }
                Outcome::Rifiutato(errore) => {
                    procedura.rifiuto.try_set(Some(errore));
                    browser::focus_soon("invio-rifiuto");
                }
            }
        });
    })
}

enum Outcome {
    Inviato(QuesitoProtocollato),
    DaCorreggere(Vec<(Passo, Riga)>),
    Rifiutato(Errore),
}

async fn send(client: Client, procedura: Procedura) -> Outcome {
    let bozze = procedura.bozze;
    let cartella = bozze.cartella;
    // Documents that the store has lost are sent again once, without asking.
    let mut may_repeat = true;
    loop {
        if !cartella.settle().await {
            let wrong = untrack(move || procedura.lacks(Passo::Allegati));
            return Outcome::DaCorreggere(wrong.into_iter().map(|riga| (Passo::Allegati, riga)).collect());
        }
        let bozza = bozze.bozza.get_untracked();
        let nuovo = NuovoQuesito {
            datore: procedura.datore,
            gestione: bozza.gestione,
            rapporto: bozza.rapporto,
            categoria: bozza.categoria,
            versione_categorie: bozza.versione_categorie,
            oggetto: bozza.oggetto,
            testo: bozza.testo,
            allegati: cartella.inviati(),
            correlata: bozza.correlata,
            email_aggiuntiva: Some(bozza.email_aggiuntiva.trim().to_owned()).filter(|email| !email.is_empty()),
            bozza: bozza.copia.saved(),
        };
        let errore = match client.post::<CreateQuesito>(&Nulla {}, &nuovo, Some(bozze.chiave())).await {
            Ok(answer) => return Outcome::Inviato(answer),
            Err(errore) => errore,
        };
        if errore.is_refusal() {
            bozze.renew_key();
        }
        if may_repeat && send_expired_again(cartella, errore.campi()) {
            may_repeat = false;
            continue;
        }
        if errore.campi().is_empty() {
            return Outcome::Rifiutato(errore);
        }
        return Outcome::DaCorreggere(errore.campi().iter().map(|campo| locate(cartella, campo)).collect());
    }
}

/// Whether there were any.
pub fn send_expired_again(cartella: Cartella, campi: &[ErroreCampo]) -> bool {
    let documents = cartella.documenti.get_untracked();
    let expired: Vec<_> = campi
        .iter()
        .filter(|campo| campo.motivo == Motivo::AllegatoScaduto)
        .filter_map(|campo| documents.get(indice(&campo.campo)?))
        .collect();
    for documento in &expired {
        cartella.restart(documento);
    }
    !expired.is_empty()
}

/// The page and field that the API means.
fn locate(cartella: Cartella, errore: &ErroreCampo) -> (Passo, Riga) {
    let testo = i18n::motivo(errore.motivo);
    let (passo, campo) = match errore.campo.as_str() {
        "gestione" => (Passo::Gestione, GESTIONE),
        "rapporto" => (Passo::Rapporto, RAPPORTO),
        "email_aggiuntiva" => return (Passo::Domanda, Riga::named(EMAIL, t(K::NuovoEmail), testo)),
        "categoria" | "versione_categorie" => (Passo::Argomento, CATEGORIA),
        "oggetto" => return (Passo::Domanda, Riga::named(OGGETTO, t(K::NuovoOggetto), testo)),
        "testo" => return (Passo::Domanda, Riga::named(TESTO, t(K::NuovoTesto), testo)),
        allegati if allegati.starts_with("allegati") => {
            if let Some(indice) = indice(allegati) {
                cartella.refuse(indice, errore.motivo);
            }
            (Passo::Allegati, uploader::ID)
        }
        _ => (Passo::Controlla, "contenuto"),
    };
    (passo, Riga::new(campo, testo))
}

/// `allegati[1]`, or a part of it, is 1.
pub fn indice(campo: &str) -> Option<usize> {
    campo.strip_prefix("allegati[")?.split(']').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::indice;

    #[test]
    fn places_of_documents() {
        assert_eq!(indice("allegati[1]"), Some(1));
        assert_eq!(indice("allegati[2].nome"), Some(2));
        assert_eq!(indice("allegati"), None);
        assert_eq!(indice("oggetto"), None);
    }
}
