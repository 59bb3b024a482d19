//! Sending: into the outbox first, and from there at once when there is a network.

use cassetto_api::problema::{ErroreCampo, Problema};
use leptos::task::spawn_local;

use super::MOSTRA;
use super::passi::{CATEGORIA, EMAIL, GESTIONE, OGGETTO, Procedura, RAPPORTO, TESTO};
use crate::api::{Errore, use_client};
use crate::bozza::{self, use_ultimo};
use crate::browser;
use crate::cartella::{Cartella, indice};
use crate::components::error_summary::Riga;
use crate::components::toasts::use_toasts;
use crate::components::uploader;
use crate::i18n::{self, K, fill, t};
use crate::in_uscita::{Cosa, Partenza, Risposta, refusal, use_in_uscita};
use crate::indirizzo::use_indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::session::{self, use_accesso};
use crate::vista::prelude::*;

/// What the last button does.
pub fn use_invio(procedura: Procedura) -> Callback<()> {
    let (client, accesso) = (use_client(), use_accesso());
    let (uscita, toasts) = (use_in_uscita(), use_toasts());
    let indirizzo = use_indirizzo();
    let (bozze, ultimo) = (procedura.bozze, use_ultimo());
    Callback::new(move |()| {
        if procedura.in_corso.get_untracked() {
            return;
        }
        let wrong = untrack(move || procedura.lacks(Passo::Allegati));
        if !wrong.is_empty() {
            procedura.errori.set(wrong.into_iter().map(|riga| (Passo::Allegati, riga)).collect());
            indirizzo.go(&super::passi::change(procedura, Passo::Allegati));
            return;
        }
        procedura.in_corso.set(true);
        procedura.rifiuto.set(None);
        procedura.errori.set(Vec::new());
        spawn_local(async move {
            bozze.stop();
            let id = bozze.chiave();
            let (known, slot) = (id.clone(), bozze.cartella.slot());
            let cosa = Cosa::Quesito { datore: procedura.datore, bozza: Box::new(bozze.bozza.get_untracked()) };
            let partenza = uscita.send(id, cosa, bozze.cartella).await;
            // Who has gone to another page meanwhile stays there.
            let here = procedura.in_corso.try_update(|in_corso| *in_corso = false).is_some();
            // Another employer's draft may be open by now, or another one of this.
            let same = bozze.bozza.with_untracked(|bozza| bozza.chiave == known);
            let leave = async |rotta: Rotta| {
                if here {
                    // Back would lead to an empty wizard.
                    let first = Rotta::nuovo(procedura.datore, Passo::Gestione).path();
                    let wizard = first.rsplit_once('/').map_or(&*first, |(wizard, _)| wizard);
                    indirizzo.go_past(wizard, &rotta.path());
                }
                if same {
                    bozze.discard();
                } else {
                    bozza::forget(&slot, &known).await;
                }
            };
            match partenza {
                Partenza::Arrivata(Risposta::Quesito(answer)) => {
                    let rotta = Rotta::inviato(procedura.datore, answer.id);
                    ultimo.set(Some(*answer));
                    leave(rotta).await;
                }
                Partenza::InCoda | Partenza::Arrivata(Risposta::Messaggio(_)) => leave(Rotta::in_uscita(procedura.datore)).await,
                Partenza::Accesso => {
                    leave(Rotta::in_uscita(procedura.datore)).await;
                    session::ask(client, accesso);
                }
                Partenza::Rifiutata(_) if !same => {}
                Partenza::Rifiutata(problema) if !here => {
                    // The wizard says it when it is opened again.
                    bozze.renew_key();
                    bozze.rifiuto.set(Some(*problema));
                }
                Partenza::Rifiutata(problema) => {
                    bozze.renew_key();
                    if let Some(passo) = show(procedura, &problema).filter(|passo| *passo != Passo::Controlla && here) {
                        indirizzo.go(&super::passi::change(procedura, passo));
                    }
                }
                Partenza::NonTenuta => {
                    toasts.warn(t(K::UscitaSenzaSpazio));
                    procedura.rifiuto.set(Some(Errore::Rete));
                    browser::focus_soon(RIFIUTO);
                }
            }
        });
    })
}

/// The area is here.
pub fn pronto() -> Nodo {
    MOSTRA.set(Some(show));
    ().nodo()
}

/// Where a refusal as a whole is shown.
pub const RIFIUTO: &str = "invio-rifiuto";

/// Shows what the service does not take, each thing on its page. The first of these pages, if it is about one.
fn show(procedura: Procedura, problema: &Problema) -> Option<Passo> {
    if problema.campi.is_empty() {
        procedura.rifiuto.set(Some(refusal(problema)));
        browser::focus_soon(RIFIUTO);
        return None;
    }
    let cartella = procedura.bozze.cartella;
    let wrong: Vec<_> = problema.campi.iter().map(|campo| locate(cartella, campo)).collect();
    let first = wrong.first().map(|(passo, _)| *passo);
    procedura.errori.set(wrong);
    first
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
            // Which one, among several.
            let testo = match indice(allegati).and_then(|indice| cartella.refuse(indice, errore.motivo)) {
                Some(nome) => fill(K::ModuloCampo, &[("campo", &nome), ("motivo", testo)]),
                None => testo.to_owned(),
            };
            return (Passo::Allegati, Riga::new(uploader::ID, &testo));
        }
        _ => (Passo::Controlla, "contenuto"),
    };
    (passo, Riga::new(campo, testo))
}
