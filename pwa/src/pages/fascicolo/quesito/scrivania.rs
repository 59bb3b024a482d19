//! What an operator has begun on one quesito: kept on the device until it is done, whoever changes the quesito meanwhile.

use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, StatoVoce};
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::stato::Stato;
use cassetto_leggere::Leggibile;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local;
use serde::Serialize;

use super::mossa::Mossa;
use crate::api::{Client, Errore, use_client};
use crate::browser;
use crate::cartella::{self, Cartella};
use crate::components::error_summary::Riga;
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{self, K, fill, t};
use crate::lettura::Lettura;
use crate::memoria;
use crate::session::use_accesso;
use crate::vista::prelude::*;

/// What has been typed, by command.
#[derive(Clone, PartialEq, Default, Serialize, Leggibile)]
#[serde(default)]
pub struct Appunti {
    pub presa: String,
    pub commento: String,
    pub risposta: String,
    pub chiusura: String,
    pub esito: Option<EsitoVoce>,
    pub richiesta: String,
    /// The day by which the document is wanted.
    pub entro: String,
    pub ritiro: String,
    /// The code of the sede that it goes to.
    pub sede: String,
    pub trasferimento: String,
    /// The idempotency keys of what is registered: an answer, a request, a transfer.
    pub chiave: String,
    pub chiave_richiesta: String,
    pub chiave_trasferimento: String,
}

/// Where the device keeps an operator's notes on a quesito, and their documents.
pub(super) fn slot(persona: PersonaId, id: QuesitoId) -> String {
    format!("{}fascicolo/{id}", memoria::prefix(persona))
}

pub(super) fn appunti_key(slot: &str) -> String {
    format!("{slot}/appunti")
}

/// The notes that the device has.
pub(super) async fn appunti(slot: &str) -> Option<Appunti> {
    let saved = memoria::get(&appunti_key(slot)).await?.as_string()?;
    cassetto_leggere::read(&saved)
}

/// A part of the notes.
pub type Parte = fn(&mut Appunti) -> &mut String;

#[derive(Clone, Copy)]
pub struct Scrivania {
    pub id: QuesitoId,
    pub client: Client,
    pub lettura: Lettura<QuesitoDettaglio>,
    pub appunti: RwSignal<Appunti>,
    pub cartella: Cartella,
    /// The move whose form is open.
    pub mossa: RwSignal<Option<Mossa>>,
    pub errori: RwSignal<Vec<Riga>>,
    pub rifiuto: RwSignal<Option<Errore>>,
    pub in_corso: RwSignal<bool>,
    /// Whether the device has been asked for what was typed.
    pub pronta: RwSignal<bool>,
    /// Something has changed: the queue looks again.
    pub cambiato: Callback<()>,
    /// Leaves the desk: the quesito is no longer this sede's.
    pub lascia: Callback<()>,
    pub toasts: Toasts,
    /// Whose notes the device keeps.
    pub(super) persona: Option<PersonaId>,
    /// Where what the moves bring lives as long as the desk; none once it has begun.
    pub(super) inizio: StoredValue<Option<WeakOwner>>,
}

impl Scrivania {
    pub fn new(lettura: Lettura<QuesitoDettaglio>, id: QuesitoId, cambiato: Callback<()>, lascia: Callback<()>) -> Self {
        let client = use_client();
        Self {
            id,
            client,
            lettura,
            appunti: RwSignal::new(Appunti::default()),
            cartella: Cartella::new(client),
            mossa: RwSignal::new(None),
            errori: RwSignal::new(Vec::new()),
            rifiuto: RwSignal::new(None),
            in_corso: RwSignal::new(false),
            pronta: RwSignal::new(false),
            cambiato,
            lascia,
            toasts: use_toasts(),
            persona: use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)),
            inizio: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
        }
    }

    pub fn stato(self) -> Option<Stato> {
        self.lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.stato.into()))
    }

    /// Whether a document is awaited from the citizen.
    pub fn in_attesa(self) -> Option<()> {
        self.lettura.with(|dettaglio| dettaglio.and_then(|dettaglio| dettaglio.quesito.attesa.as_ref()).map(|_| ()))
    }

    /// What the moves depend on, once there is something to work on.
    pub fn adesso(self) -> Option<(Stato, Option<()>)> {
        Some((self.stato()?, self.in_attesa()))
    }

    /// Whether a move makes sense now.
    pub fn allows(self, mossa: Mossa) -> bool {
        self.adesso().is_some_and(|(stato, attesa)| mossa.is_allowed(stato, attesa))
    }

    /// Opens the form of a move.
    pub fn choose(self, mossa: Mossa) {
        self.errori.set(Vec::new());
        self.rifiuto.set(None);
        self.mossa.set(Some(mossa));
    }

    /// Opens the form of a move and goes there; says so when it is not allowed now. False before there is anything to work on.
    pub fn open(self, mossa: Mossa) -> bool {
        let Some((stato, attesa)) = untrack(move || self.adesso()) else { return false };
        if mossa.is_allowed(stato, attesa) {
            self.choose(mossa);
            browser::focus_first(mossa.start());
        } else {
            self.toasts.tell(fill(K::AzioniNonOra, &[("azione", t(mossa.nome()))]));
        }
        true
    }

    /// The version on the screen.
    pub fn versione(self) -> u32 {
        self.lettura.with_untracked(|dettaglio| dettaglio.map_or(0, |dettaglio| dettaglio.quesito.versione))
    }

    /// The key of a send, drawn at its first use.
    pub fn chiave(self, part: Parte) -> String {
        if part(&mut self.appunti.get_untracked()).is_empty() {
            self.renew_key(part);
        }
        part(&mut self.appunti.get_untracked()).clone()
    }

    pub fn renew_key(self, part: Parte) {
        self.appunti.update(|appunti| *part(appunti) = browser::random_key());
    }

    /// A signal for a field that writes every keystroke into the notes.
    pub fn bound(self, part: Parte) -> RwSignal<String> {
        let appunti = self.appunti;
        let signal = RwSignal::new(part(&mut appunti.get_untracked()).clone());
        effect(move || {
            let text = signal.get();
            if *part(&mut appunti.get_untracked()) != text {
                appunti.update(|appunti| *part(appunti) = text);
            }
        });
        effect(move || {
            let kept = part(&mut appunti.get()).clone();
            if signal.get_untracked() != kept {
                signal.set(kept);
            }
        });
        signal
    }

    pub fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    }

    /// Begins a command: false while another is on its way, or when something is wrong with it.
    pub fn begin(self, wrong: Vec<Riga>) -> bool {
        if self.in_corso.get_untracked() {
            return false;
        }
        self.rifiuto.set(None);
        let fine = wrong.is_empty();
        self.errori.set(wrong);
        self.in_corso.set(fine);
        fine
    }

    /// Ends a command: shows the new state and clears what was typed for it, or says why not and keeps everything.
    pub fn end(
        self,
        answer: Result<QuesitoDettaglio, Errore>,
        field: fn(&str) -> &'static str,
        fatto: &'static str,
        clear: fn(&mut Appunti),
    ) {
        self.in_corso.set(false);
        match answer {
            Ok(dettaglio) => {
                let closed = dettaglio.quesito.stato == StatoVoce::Chiusa;
                self.lettura.put(dettaglio);
                self.appunti.try_update(clear);
                self.mossa.set(None);
                self.toasts.tell(fatto);
                if self.cartella.is_here() {
                    browser::focus_soon(if closed { "sequenza" } else { "azioni" });
                } else {
                    self.left(clear);
                }
            }
            Err(errore) => self.refuse(errore, field),
        }
    }

    /// The desk went before the end: what was typed for it is done with on the device, and the queue looks again.
    fn left(self, clear: fn(&mut Appunti)) {
        self.cambiato.try_run(());
        let Some(persona) = self.persona else { return };
        spawn_local(async move {
            let slot = slot(persona, self.id);
            let Some(mut appunti) = appunti(&slot).await else { return };
            let keys = [&appunti.chiave, &appunti.chiave_richiesta].map(String::is_empty);
            clear(&mut appunti);
            if keys != [&appunti.chiave, &appunti.chiave_richiesta].map(String::is_empty) {
                // What was sent by one of these keys took the documents with it.
                cartella::forget(&slot).await;
            }
            if let Ok(text) = serde_json::to_string(&appunti) {
                memoria::put(&appunti_key(&slot), &text.into()).await;
            }
        });
    }

    /// Says why a command was not carried out, on the field that is meant if one is.
    pub fn refuse(self, errore: Errore, field: fn(&str) -> &'static str) {
        self.in_corso.set(false);
        if !self.cartella.is_here() {
            self.toasts.warn(errore.riga());
            return;
        }
        if errore.campi().is_empty() {
            self.rifiuto.set(Some(errore));
            browser::focus_soon("azioni-rifiuto");
            return;
        }
        let lines = errore.campi().iter().map(|campo| Riga::new(field(&campo.campo), i18n::motivo(campo.motivo)));
        self.errori.set(lines.collect());
    }
}
