//! The quesito that is being written: kept on the device at every keystroke and, when there is a network, by the service too, until
//! it is sent or thrown away.

mod cestino;
mod copia;
mod dispositivo;
mod posto;
mod seme;
pub mod servizio;

use cassetto_api::modello::{GestioneVoce, RuoloVoce};
use cassetto_api::problema::Problema;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

pub use copia::{Copia, Salvataggio};
pub use dispositivo::forget;
use dispositivo::{slot, written};
pub use posto::{Posto, use_bozze, use_ultimo};
pub use seme::Seme;

use crate::api::Client;
use crate::cartella::Cartella;
use crate::per_conto::Nomi;
use crate::rotta::Passo;
use crate::session::Accesso;
use crate::vista::prelude::*;
use crate::{browser, canale, cartella, in_uscita, sospesi};

/// What has been written so far.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
#[serde(default)]
pub struct Bozza {
    pub gestione: GestioneVoce,
    /// The rapporto, or the position of another gestione.
    pub rapporto: String,
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: String,
    pub testo: String,
    /// Where the notices of this quesito go too.
    pub email_aggiuntiva: String,
    /// The closed quesito that it follows.
    pub correlata: Option<QuesitoId>,
    /// The page that was open last.
    pub passo: Option<Passo>,
    /// The idempotency key of the send: the same until the API answers clearly.
    pub chiave: String,
    /// What the service has of it.
    pub copia: Copia,
}

impl Default for Bozza {
    fn default() -> Self {
        Self {
            gestione: GestioneVoce::LavoroDomestico,
            rapporto: String::new(),
            categoria: String::new(),
            versione_categorie: 0,
            oggetto: String::new(),
            testo: String::new(),
            email_aggiuntiva: String::new(),
            correlata: None,
            passo: None,
            chiave: String::new(),
            copia: Copia::default(),
        }
    }
}

impl Bozza {
    fn is_empty(&self) -> bool {
        self.categoria.is_empty() && self.oggetto.trim().is_empty() && self.testo.trim().is_empty()
    }
}

/// The draft of who is signed in, for themselves or for an employer, and where it is kept.
#[derive(Clone, Copy)]
pub struct Bozze {
    pub bozza: RwSignal<Bozza>,
    pub cartella: Cartella,
    /// Whether the device has been asked.
    pub pronta: RwSignal<bool>,
    /// How its copy at the service is.
    pub salvataggio: RwSignal<Salvataggio>,
    /// Whether another tab changes it too.
    pub altrove: RwSignal<bool>,
    /// Why the service did not take it, for the page that it is corrected on.
    pub rifiuto: RwSignal<Option<Problema>>,
    /// As it was last written to the device, or read from it.
    scritto: StoredValue<String>,
    /// Whether the device has that: until then, and without room, what is here is newer than what it has.
    tenuto: StoredValue<bool>,
    client: Client,
    nomi: Nomi,
    /// Who writes, and for which employer.
    chi: StoredValue<Option<Chi>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// What is being saved, or was last: an answer that got lost is no other device's.
    partito: StoredValue<Option<String>>,
    /// One save after the other: each names the version that the one before has made.
    in_volo: StoredValue<bool>,
    /// The app's; none once what saves at the service has begun.
    app: StoredValue<Option<Owner>>,
}

/// Who writes, and on behalf of whom.
type Chi = (PersonaId, Option<PersonaId>);

impl Bozze {
    fn new(client: Client, accesso: RwSignal<Accesso>, nomi: Nomi) -> Self {
        let bozze = Self {
            bozza: RwSignal::new(Bozza::default()),
            cartella: Cartella::new(client),
            pronta: RwSignal::new(false),
            salvataggio: RwSignal::new(Salvataggio::Dispositivo),
            altrove: RwSignal::new(false),
            rifiuto: RwSignal::new(None),
            scritto: StoredValue::new(String::new()),
            tenuto: StoredValue::new(true),
            client,
            nomi,
            chi: StoredValue::new(None),
            timer: StoredValue::new(None),
            partito: StoredValue::new(None),
            in_volo: StoredValue::new(false),
            app: StoredValue::new(Owner::current()),
        };
        let writer = memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| (sessione.persona, sessione.ruolo))));
        effect(move || {
            match writer.get() {
                Some((persona, RuoloVoce::Datore)) => bozze.open(Some((persona, None))),
                // Who acts for others has a draft for each of them: its page opens it, perhaps before this is told.
                Some((persona, RuoloVoce::Intermediario)) if bozze.chi.get_value().is_some_and(|(known, _)| known == persona) => {}
                Some((_, RuoloVoce::Intermediario | RuoloVoce::Operatore | RuoloVoce::Responsabile)) | None => bozze.open(None),
            }
        });
        effect(move || {
            let bozza = bozze.bozza.get();
            bozze.cartella.serve(bozza.gestione.into());
            if bozze.pronta.get_untracked() {
                bozze.save(&bozza);
            }
        });
        effect(move || {
            let begun = !bozze.is_empty();
            let unsent = begun && !bozze.is_safe();
            if begun && bozze.pronta.get() {
                bozze.keep();
            }
            if let (true, Some(chi)) = (bozze.pronta.get(), bozze.chi.get_value()) {
                spawn_local(sospesi::note(slot(chi), unsent));
            }
        });
        bozze.cartella.follow();
        canale::hear(move |key| bozze.mirror(key));
        window_event_listener_untyped("online", move |_| {
            bozze.cartella.resume();
            if !untrack(move || bozze.is_empty()) {
                bozze.keep();
            }
        });
        bozze
    }

    /// Takes up the draft for an employer that the person in `persona` acts for.
    pub fn serve(self, persona: PersonaId, datore: Option<PersonaId>) {
        self.open(Some((persona, datore)));
    }

    fn open(self, chi: Option<Chi>) {
        if chi.is_some() && chi == self.chi.get_value() {
            return;
        }
        self.pronta.set(false);
        self.chi.set_value(chi);
        self.cartella.close();
        self.scritto.set_value(String::new());
        self.tenuto.set_value(true);
        self.bozza.set(Bozza::default());
        self.salvataggio.set(Salvataggio::Dispositivo);
        self.altrove.set(false);
        let Some(chi) = chi else { return };
        spawn_local(async move {
            let slot = slot(chi);
            cestino::empty(chi.0).await;
            let saved = written(&slot).await.unwrap_or_default();
            let mut bozza: Bozza = cassetto_leggere::read(&saved).unwrap_or_default();
            // Sent a moment before everything stopped: what waits to leave is not a draft any more.
            if in_uscita::has(chi.0, &bozza.chiave).await {
                bozza = Bozza::default();
                cartella::forget(&slot).await;
            }
            self.cartella.open(slot).await;
            if self.chi.get_value() == Some(chi) {
                // Not written again: another tab may have written since.
                self.scritto.set_value(saved);
                self.bozza.set(bozza);
                self.pronta.set(true);
                spawn_local(self.catch_up());
                self.compare().await;
            }
        });
    }

    /// Waits until the device has been asked.
    pub async fn ready(self) {
        while !self.pronta.get_untracked() {
            browser::sleep(20).await;
        }
    }

    /// For whom it is written; none for oneself.
    pub fn datore(self) -> Option<PersonaId> {
        self.chi.get_value().and_then(|(_, datore)| datore)
    }

    pub fn is_empty(self) -> bool {
        self.bozza.with(Bozza::is_empty) && self.cartella.is_empty()
    }

    /// The key of this draft's send, drawn at its first use.
    pub fn chiave(self) -> String {
        if self.bozza.with_untracked(|bozza| bozza.chiave.is_empty()) {
            self.renew_key();
        }
        self.bozza.with_untracked(|bozza| bozza.chiave.clone())
    }

    /// The next send is another one.
    pub fn renew_key(self) {
        self.bozza.update(|bozza| bozza.chiave = browser::random_key());
    }

    /// Goes on with what was sent or thrown away, with the documents at another place of this device. False when the draft that is
    /// here could not be put away.
    pub async fn take_over(self, bozza: Bozza, from: &str) -> bool {
        let Some(chi) = self.chi.get_value() else { return false };
        if !self.put_away().await {
            return false;
        }
        self.stop();
        self.cartella.close();
        let slot = slot(chi);
        cartella::forget(&slot).await;
        cartella::copy(from, &slot).await;
        self.salvataggio.set(Salvataggio::Dispositivo);
        self.bozza.set(Bozza { chiave: String::new(), ..bozza });
        self.cartella.open(slot).await;
        true
    }

    /// Nothing of it stays on this device.
    pub fn discard(self) {
        spawn_local(self.replace(Bozza::default()));
    }

    /// Another draft, without documents, takes its place on this device.
    async fn replace(self, bozza: Bozza) {
        let Some(chi) = self.chi.get_value() else { return };
        self.stop();
        self.cartella.close();
        self.salvataggio.set(Salvataggio::Dispositivo);
        self.bozza.set(bozza);
        let slot = slot(chi);
        cartella::forget(&slot).await;
        self.cartella.open(slot).await;
    }
}
