//! Giving a delega, or asking for one: whom, until when, on which form.

use std::sync::LazyLock;

use cassetto_api::deleghe::{GruppoDeleghe, NuovaDelega, RequestDelega};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::LatoVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::tempo::Giorno;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo::{self, Limiti};
use cassetto_domain::testo::Filiale;
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

use super::accetta::Sostituisce;
use super::{address, use_lato};
use crate::api::{Errore, use_client};
use crate::cartella::Cartella;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::components::uploader::{self, Uploader};
use crate::i18n::{self, K, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::Rotta;
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{browser, memoria};

/// The form is one document.
static UN_MODULO: LazyLock<Limiti> = LazyLock::new(|| Limiti { file: 1, ..profilo::corrente(Gestione::LavoroDomestico).allegati });

/// Where the device keeps the form until it is sent, among what it forgets when the person signs out.
const SLOT: &str = "delega";

const CODICE: &str = "codice_fiscale";
const COGNOME: &str = "cognome";
const FILIALE: &str = "filiale";
const AL: &str = "al";

/// What was typed, as the device keeps it.
#[derive(PartialEq, Default, Serialize, Leggibile)]
#[serde(default)]
struct Minuta {
    codice: String,
    cognome: String,
    filiale: String,
    al: String,
    /// The idempotency key of the send.
    chiave: String,
}

#[derive(Clone, Copy)]
struct Modulo {
    lato: LatoVoce,
    codice: RwSignal<String>,
    cognome: RwSignal<String>,
    filiale: RwSignal<String>,
    al: RwSignal<String>,
    cartella: Cartella,
    chiave: RwSignal<String>,
    /// Whether what the device has was taken up; no longer when the form has been sent.
    pronto: RwSignal<bool>,
    errori: RwSignal<Vec<Riga>>,
    in_corso: RwSignal<bool>,
    rifiuto: RwSignal<Option<Errore>>,
}

impl Modulo {
    fn new(lato: LatoVoce) -> Self {
        let cartella = Cartella::with_limits(use_client(), &UN_MODULO);
        let text = || RwSignal::new(String::new());
        let modulo = Self {
            lato,
            codice: text(),
            cognome: text(),
            filiale: text(),
            al: text(),
            cartella,
            chiave: RwSignal::new(browser::random_key()),
            pronto: RwSignal::new(false),
            errori: RwSignal::new(Vec::new()),
            in_corso: RwSignal::new(false),
            rifiuto: RwSignal::new(None),
        };
        if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
            modulo.keep(format!("{}{SLOT}", memoria::prefix(persona)));
        }
        modulo
    }

    /// Takes up what the device has, and has it remember what is typed from then on.
    fn keep(self, slot: String) {
        let key = text_key(&slot);
        let kept_at = key.clone();
        spawn_local(async move {
            self.cartella.open(slot).await;
            let kept = memoria::get(&kept_at).await.and_then(|value| value.as_string());
            if let Some(minuta) = kept.and_then(|text| cassetto_leggere::read::<Minuta>(&text)) {
                // Who was quicker has typed already.
                for (campo, valore) in self.campi().into_iter().zip([minuta.codice, minuta.cognome, minuta.filiale, minuta.al]) {
                    if campo.try_with_untracked(String::is_empty).unwrap_or(false) {
                        campo.set(valore);
                    }
                }
                self.chiave.set(minuta.chiave);
            }
            self.pronto.set(true);
        });
        effect(move || {
            let [codice, cognome, filiale, al] = self.campi().map(|campo| campo.get());
            let typed = [&codice, &cognome, &filiale, &al].into_iter().any(|testo| !testo.is_empty());
            let minuta = Minuta { codice, cognome, filiale, al, chiave: self.chiave.get() };
            let (true, Ok(text), key) = (self.pronto.get(), serde_json::to_string(&minuta), key.clone()) else { return };
            spawn_local(async move {
                if typed {
                    memoria::put(&key, &text.into()).await;
                } else {
                    memoria::remove(&key).await;
                }
            });
        });
    }

    /// It was sent from this place of the device, which forgets it; the page may have gone.
    async fn forget(self, slot: &str) {
        self.pronto.set(false);
        self.cartella.clear();
        memoria::forget(&format!("{slot}/")).await;
    }

    const fn campi(self) -> [RwSignal<String>; 4] {
        [self.codice, self.cognome, self.filiale, self.al]
    }

    fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    }

    /// What the domain says of the fields, before anything is sent.
    fn lacks(self) -> Vec<Riga> {
        let mut wrong = Vec::new();
        if CodiceFiscale::parse(&self.codice.get_untracked()).is_err() {
            wrong.push(Riga::new(CODICE, i18n::motivo(Motivo::CodiceFiscaleNonValido)));
        }
        let cognome = match self.lato {
            LatoVoce::Datore => K::DelegaNuovaCognomeDatore,
            LatoVoce::Intermediario => K::DelegaNuovaCognomeIntermediario,
        };
        // What is wrong with them doesn't say which they are.
        let mut check = |campo: &str, nome: K, motivo: Option<Motivo>| {
            wrong.extend(motivo.map(|motivo| Riga::named(campo, t(nome), i18n::motivo(motivo))));
        };
        check(COGNOME, cognome, self.cognome.with_untracked(|cognome| cognome.trim().is_empty()).then_some(Motivo::Vuoto));
        if self.lato == LatoVoce::Intermediario {
            check(FILIALE, K::DelegaNuovaFiliale, Filiale::parse(&self.filiale.get_untracked()).err().map(Into::into));
        }
        if untrack(move || self.cartella.is_empty()) {
            wrong.push(Riga::new(uploader::ID, t(K::DelegaNuovaModuloManca)));
        } else if !self.cartella.stuck().is_empty() {
            wrong.push(Riga::new(uploader::ID, t(K::DelegaNuovaModuloAttesa)));
        }
        wrong
    }

    async fn send(self) -> Option<Result<cassetto_api::deleghe::DelegaVoce, Errore>> {
        if !self.cartella.settle().await {
            self.errori.set(vec![Riga::new(uploader::ID, t(K::DelegaNuovaModuloAttesa))]);
            return None;
        }
        let modulo = self.cartella.inviati().into_iter().next()?;
        let filled = |text: RwSignal<String>| Some(text.get_untracked()).filter(|text| !text.trim().is_empty());
        let body = NuovaDelega {
            codice_fiscale: self.codice.get_untracked(),
            cognome: self.cognome.get_untracked(),
            filiale: filled(self.filiale),
            al: filled(self.al).map(Giorno),
            modulo,
        };
        Some(self.cartella.client().post::<RequestDelega>(&Nulla {}, &body, Some(self.chiave.get_untracked())).await)
    }
}

fn text_key(slot: &str) -> String {
    format!("{slot}/testo")
}

pub fn page() -> Nodo {
    let lato = use_lato();
    let modulo = Modulo::new(lato);
    let toasts = use_toasts();
    let indirizzo = use_indirizzo();
    on_cleanup(move || modulo.cartella.close());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if modulo.in_corso.get_untracked() {
            return;
        }
        modulo.rifiuto.set(None);
        let wrong = modulo.lacks();
        let stop = !wrong.is_empty();
        modulo.errori.set(wrong);
        if stop {
            return;
        }
        modulo.in_corso.set(true);
        let slot = modulo.cartella.slot();
        spawn_local(async move {
            let answer = modulo.send().await;
            modulo.in_corso.set(false);
            let here = modulo.cartella.is_here();
            match answer {
                None if here => {}
                None => toasts.warn(Errore::Rete.riga()),
                Some(Ok(delega)) => {
                    modulo.forget(&slot).await;
                    toasts.tell(t(K::DelegaNuovaFatto));
                    // Who has gone to another page meanwhile stays there.
                    if here {
                        indirizzo.go_instead(&address(GruppoDeleghe::Richieste, Some(delega.id)));
                    }
                }
                Some(Err(errore)) if !here => toasts.warn(errore.riga()),
                Some(Err(errore)) => refused(modulo, errore),
            }
        });
    };
    let (titolo, testo, codice, cognome, invia) = match lato {
        LatoVoce::Datore => (
            K::DelegaNuovaTitoloDatore,
            K::DelegaNuovaTestoDatore,
            K::DelegaNuovaCodiceDatore,
            K::DelegaNuovaCognomeDatore,
            K::DelegaNuovaInviaDatore,
        ),
        LatoVoce::Intermediario => (
            K::DelegaNuovaTitoloIntermediario,
            K::DelegaNuovaTestoIntermediario,
            K::DelegaNuovaCodiceIntermediario,
            K::DelegaNuovaCognomeIntermediario,
            K::DelegaNuovaInviaIntermediario,
        ),
    };
    view! {
        <nav class="back no-print" aria-label=K::NavIndietro>
            <a href=Rotta::Deleghe.path()>
                <Icon nome="indietro" />
                {K::DelegheIndietro}
            </a>
        </nav>
        <Titolo testo=Signal::stored(t(titolo).to_owned()) />
        <p class="lead">{t(testo)}</p>
        {(lato == LatoVoce::Datore).then(|| view! { <Sostituisce testo=K::DelegaNuovaSostituisce /> })}
        <ErrorSummary righe=modulo.errori />
        {move || modulo.rifiuto.get().map(|errore| view! { <p class="callout callout-danger" role="alert">{errore.riga()}</p> })}
        <form class="narrow" novalidate on:submit=submit>
            <Field
                id=CODICE
                label=t(codice)
                valore=modulo.codice
                errore=modulo.error_of(CODICE)
                autocapitalize="characters"
                class="input-code"
            />
            <Field id=COGNOME label=t(cognome) suggerimento=t(K::DelegaNuovaCognomeAiuto) valore=modulo.cognome errore=modulo.error_of(COGNOME) />
            {(lato == LatoVoce::Intermediario)
                .then(|| {
                    view! {
                        <Field
                            id=FILIALE
                            label=t(K::DelegaNuovaFiliale)
                            valore=modulo.filiale
                            errore=modulo.error_of(FILIALE)
                            massimo=Filiale::MASSIMO
                        />
                    }
                })}
            <Field
                id=AL
                label=t(K::DelegaNuovaAl)
                suggerimento=t(K::DelegaNuovaAlAiuto)
                valore=modulo.al
                errore=modulo.error_of(AL)
                tipo="date"
            />
            <fieldset class="form-group">
                <legend>{K::DelegaNuovaModulo}</legend>
                <p class="form-text">{K::DelegaNuovaModuloAiuto}</p>
                <Uploader cartella=modulo.cartella />
            </fieldset>
            <SubmitButton testo=t(invia) attesa=t(K::CaricamentoAttesa) in_corso=modulo.in_corso />
        </form>
    }
}

/// Each error to its field; one that no field has, above the form.
fn refused(modulo: Modulo, errore: Errore) {
    if errore.is_refusal() {
        modulo.chiave.set(browser::random_key());
    }
    let mut wrong = Vec::new();
    for campo in errore.campi() {
        match campo.campo.as_str() {
            "modulo" => {
                modulo.cartella.refuse(0, campo.motivo);
            }
            nome => wrong.push(Riga::new(nome, i18n::motivo(campo.motivo))),
        }
    }
    if wrong.is_empty() && errore.campi().is_empty() {
        modulo.rifiuto.set(Some(errore));
    }
    modulo.errori.set(wrong);
}
