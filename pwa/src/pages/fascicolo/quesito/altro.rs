//! What is seldom done and never undone: redacting a text or a document, annulling a registration. On closed quesiti too.

use cassetto_api::fascicolo::{AnnulRegistrazione, Annullamento, Oscuramento, RedactVoce};
use cassetto_api::modello::{QuesitoDettaglio, Voce};
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::testo::Commento;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::api::Errore;
use crate::components::area_field::AreaField;
use crate::components::modal::Modal;
use crate::components::select_field::SelectField;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{self, K, fill, t};
use crate::vista::prelude::*;
use crate::{browser, format, validazione};

const VOCE: &str = "altro-voce";
const MOTIVO: &str = "altro-motivo";
/// What stands for the text of a message among its documents.
const TESTO: &str = "testo";

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Atto {
    Oscura,
    Annulla,
}

/// The form of the window.
#[derive(Clone, Copy)]
struct Modulo {
    scrivania: Scrivania,
    atto: RwSignal<Atto>,
    aperto: RwSignal<bool>,
    /// Version of the message, and what of it.
    scelta: RwSignal<String>,
    motivo: RwSignal<String>,
    err_scelta: RwSignal<Option<String>>,
    err_motivo: RwSignal<Option<String>>,
    rifiuto: RwSignal<Option<String>>,
    in_corso: RwSignal<bool>,
}

#[component]
pub fn Altro(scrivania: Scrivania) -> Nodo {
    let modulo = Modulo {
        scrivania,
        atto: RwSignal::new(Atto::Oscura),
        aperto: RwSignal::new(false),
        scelta: RwSignal::new(String::new()),
        motivo: RwSignal::new(String::new()),
        err_scelta: RwSignal::new(None),
        err_motivo: RwSignal::new(None),
        rifiuto: RwSignal::new(None),
        in_corso: RwSignal::new(false),
    };
    let titolo = derive(move || {
        t(match modulo.atto.get() {
            Atto::Oscura => K::AltroOscuraTitolo,
            Atto::Annulla => K::AltroAnnullaTitolo,
        })
        .to_owned()
    });
    // Nothing is offered that there is nothing left for.
    let offered = memo(move || [Atto::Oscura, Atto::Annulla].map(|atto| !modulo.found(atto).is_empty()));
    let button = move |atto: Atto, nome: K| {
        view! {
            <button type="button" class="btn btn-link" on:click=move |_| modulo.open(atto)>
                {nome}
            </button>
        }
    };
    view! {
        <details class="more-actions" hidden=move || offered.get() == [false, false]>
            <summary>{K::AltroTitolo}</summary>
            <div class="btn-row">
                {move || {
                    let [redact, annul] = offered.get();
                    view! {
                        {redact.then(|| button(Atto::Oscura, K::AltroOscura))}
                        {annul.then(|| button(Atto::Annulla, K::AltroAnnulla))}
                    }
                }}
            </div>
        </details>
        <Modal id="altro" titolo=titolo aperto=modulo.aperto>
            <Finestra modulo=modulo />
        </Modal>
    }
}

#[component]
fn Finestra(modulo: Modulo) -> Nodo {
    let atto = modulo.atto.get_untracked();
    let scelte = derive(move || modulo.choices());
    let (avviso, conferma) = match atto {
        Atto::Oscura => (K::AltroOscuraAvviso, K::AltroOscuraConferma),
        Atto::Annulla => (K::AltroAnnullaAvviso, K::AltroAnnullaConferma),
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        modulo.send();
    };
    view! {
        <form novalidate on:submit=submit>
            <p class="callout callout-danger form-group">{t(avviso)}</p>
            {move || modulo.rifiuto.get().map(|testo| view! { <p class="form-error" role="alert">{testo}</p> })}
            <SelectField id=VOCE label=t(K::AltroVoce) valore=modulo.scelta scelte=scelte errore=modulo.err_scelta />
            <AreaField
                id=MOTIVO
                label=t(K::AzioniMotivo)
                suggerimento=t(K::AltroMotivoTesto)
                valore=modulo.motivo
                errore=modulo.err_motivo
                massimo=Commento::MASSIMO
                righe=3
            />
            <div class="btn-row">
                <SubmitButton testo=t(conferma) attesa=t(K::AzioniAttesa) in_corso=modulo.in_corso class="btn btn-danger" />
                <button type="button" class="btn btn-outline-primary" on:click=move |_| modulo.aperto.set(false)>
                    {K::AzioneAnnulla}
                </button>
            </div>
        </form>
    }
}

impl Modulo {
    fn open(self, atto: Atto) {
        self.atto.set(atto);
        self.scelta.set(String::new());
        self.motivo.set(String::new());
        self.err_scelta.set(None);
        self.err_motivo.set(None);
        self.rifiuto.set(None);
        self.aperto.set(true);
    }

    /// What may still be redacted, or annulled.
    fn found(self, atto: Atto) -> Vec<(String, String)> {
        self.scrivania.lettura.with(|dettaglio| {
            let voci = dettaglio.map(|dettaglio| dettaglio.voci.as_slice()).unwrap_or_default();
            voci.iter().flat_map(|voce| parts(voce, atto)).collect()
        })
    }

    fn choices(self) -> Vec<(String, String)> {
        let first = (String::new(), t(K::AltroScegli).to_owned());
        [first].into_iter().chain(self.found(self.atto.get())).collect()
    }

    fn send(self) {
        let (scelta, motivo) = (self.scelta.get_untracked(), self.motivo.get_untracked());
        let chosen = scelta.split_once('/').and_then(|(voce, parte)| Some((voce.parse::<u32>().ok()?, parte.to_owned())));
        self.err_scelta.set(chosen.is_none().then(|| t(K::AltroVoceManca).to_owned()));
        let wrong = validazione::commento(&motivo).map(str::to_owned);
        self.err_motivo.set(wrong.clone());
        let Some((voce, parte)) = chosen else { return browser::focus_now(VOCE) };
        if wrong.is_some() {
            return browser::focus_now(MOTIVO);
        }
        if self.in_corso.get_untracked() {
            return;
        }
        self.in_corso.set(true);
        self.rifiuto.set(None);
        let (scrivania, atto) = (self.scrivania, self.atto.get_untracked());
        let versione = scrivania.versione();
        spawn_local(async move {
            let path = QuesitoPath { id: scrivania.id };
            let answer = match atto {
                Atto::Oscura => {
                    let body = Oscuramento { versione, voce, allegato: parte.parse().ok(), motivo };
                    scrivania.client.post::<RedactVoce>(&path, &body, None).await
                }
                Atto::Annulla => {
                    let body = Annullamento { versione, voce, motivo };
                    scrivania.client.post::<AnnulRegistrazione>(&path, &body, None).await
                }
            };
            self.in_corso.set(false);
            self.end(answer, atto);
        });
    }

    fn end(self, answer: Result<QuesitoDettaglio, Errore>, atto: Atto) {
        match answer {
            Ok(dettaglio) => {
                self.aperto.set(false);
                self.scrivania.lettura.put(dettaglio);
                let fatto = if atto == Atto::Oscura { K::AltroOscuraFatto } else { K::AltroAnnullaFatto };
                self.scrivania.toasts.tell(t(fatto));
                // The button that opened the window may have gone.
                browser::focus_if_lost("azioni");
            }
            Err(errore) => {
                let text = errore.campi().first().map_or_else(|| errore.riga(), |campo| i18n::motivo(campo.motivo).to_owned());
                self.rifiuto.set(Some(text));
            }
        }
    }
}

/// The choices that one entry gives: value and words.
fn parts(voce: &Voce, atto: Atto) -> Vec<(String, String)> {
    let Voce::Messaggio { versione, quando, protocollo, allegati, oscurato, annullata, .. } = voce else { return Vec::new() };
    let at = format::istante(quando);
    let words = |cosa: &str| fill(K::AltroParte, &[("cosa", cosa), ("numero", &protocollo.numero), ("quando", &at)]);
    match atto {
        Atto::Annulla if annullata.is_none() => vec![(format!("{versione}/{TESTO}"), words(t(K::AltroMessaggio)))],
        Atto::Annulla => Vec::new(),
        Atto::Oscura => {
            let text = oscurato.is_none().then(|| (format!("{versione}/{TESTO}"), words(t(K::AltroTesto))));
            let documents = allegati.iter().filter(|allegato| allegato.oscurato.is_none());
            text.into_iter().chain(documents.map(|allegato| (format!("{versione}/{}", allegato.id), words(&allegato.nome)))).collect()
        }
    }
}
