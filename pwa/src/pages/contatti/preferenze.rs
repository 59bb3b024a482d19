//! By which channels one wants to be told what.

use std::collections::BTreeSet;

use cassetto_api::contatti::{ContattiVoce, PreferenzaVoce, PreferenzeVoce, SetPreferenze};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{CanaleVoce, GenereVoce, LinguaVoce, RuoloVoce, TipoContattoVoce};
use cassetto_domain::avviso::Canale;
use leptos::task::spawn_local;

use super::Pagina;
use crate::components::select_field::SelectField;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, Lingua, t};
use crate::parole;
use crate::session::use_ruolo;
use crate::vista::prelude::*;

/// The languages that notices are written in.
const NEGLI_AVVISI: [Lingua; 2] = [Lingua::Italiano, Lingua::English];

/// One kind of notice with the channels that are ticked.
#[derive(Clone, Copy)]
struct Scelta {
    genere: GenereVoce,
    canali: RwSignal<BTreeSet<Canale>>,
}

pub fn view(pagina: Pagina, voce: &ContattiVoce) -> Nodo {
    let scelte: Vec<Scelta> = voce
        .preferenze
        .iter()
        .map(|preferenza| {
            let canali = preferenza.canali.iter().map(|canale| Canale::from(*canale)).collect();
            Scelta { genere: preferenza.genere, canali: RwSignal::new(canali) }
        })
        .collect();
    let lingua = RwSignal::new(if voce.lingua == LinguaVoce::En { "en" } else { "it" }.to_owned());
    let lingue: Vec<(String, String)> = NEGLI_AVVISI.iter().map(|lingua| (lingua.tag().to_owned(), lingua.nome().to_owned())).collect();
    let in_corso = RwSignal::new(false);
    let errore = RwSignal::new(None::<String>);
    let all = StoredValue::new(scelte.clone());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if in_corso.get_untracked() {
            return;
        }
        errore.set(None);
        in_corso.set(true);
        let preferenze = all.with_value(|scelte| scelte.iter().map(|scelta| scelta.read()).collect());
        let lingua = if lingua.with_untracked(|lingua| lingua == "en") { LinguaVoce::En } else { LinguaVoce::It };
        spawn_local(async move {
            let answer = pagina.client.post::<SetPreferenze>(&Nulla {}, &PreferenzeVoce { preferenze, lingua }, None).await;
            in_corso.set(false);
            match answer {
                Ok(_) => pagina.done(t(K::PreferenzeSalvate)).await,
                Err(other) => {
                    let testo = other.campi().first().map_or_else(|| other.riga(), |campo| crate::i18n::motivo(campo.motivo).to_owned());
                    errore.set(Some(testo));
                }
            }
        });
    };
    let summary = use_ruolo().get_untracked() == Some(RuoloVoce::Intermediario);
    let groups = scelte.into_iter().map(|scelta| group(scelta, voce)).collect_view();
    view! {
        <section class="contacts" aria-labelledby="preferenze-titolo">
            <h2 id="preferenze-titolo">{K::PreferenzeTitolo}</h2>
            <p>{K::PreferenzeTesto}</p>
            {summary.then(|| view! { <p>{K::PreferenzeRiepilogo}</p> })}
            <form novalidate on:submit=submit>
                {groups}
                <SelectField id="preferenze-lingua" label=t(K::PreferenzeLingua) valore=lingua scelte=Signal::stored(lingue) />
                {move || errore.get().map(|testo| view! { <p class="form-error" role="alert">{testo}</p> })}
                <SubmitButton testo=t(K::PreferenzeSalva) attesa=t(K::ContattiAttesa) in_corso=in_corso class="btn btn-primary" />
            </form>
        </section>
    }
}

impl Scelta {
    fn read(self) -> PreferenzaVoce {
        let canali = self.canali.with_untracked(|canali| canali.iter().map(|canale| CanaleVoce::from(*canale)).collect());
        PreferenzaVoce { genere: self.genere, canali }
    }
}

fn group(scelta: Scelta, voce: &ContattiVoce) -> Nodo {
    let testo = match scelta.genere {
        GenereVoce::Avanzamento => K::PreferenzeAvanzamento,
        GenereVoce::Messaggi => K::PreferenzeMessaggi,
        GenereVoce::Deleghe => K::PreferenzeDeleghe,
    };
    let boxes = Canale::ALL
        .into_iter()
        .filter(|canale| *canale != Canale::Push || voce.chiave_push.is_some())
        .map(|canale| tick(scelta, canale, missing(canale, voce)))
        .collect_view();
    view! {
        <fieldset class="channels">
            <legend>{t(testo)}</legend>
            {boxes}
        </fieldset>
    }
}

/// Why a channel can't be ticked.
fn missing(canale: Canale, voce: &ContattiVoce) -> Option<&'static str> {
    let has = |tipo| voce.contatti.iter().any(|contatto| contatto.tipo == tipo && contatto.valore.is_some());
    let why = match canale {
        Canale::Sms if !has(TipoContattoVoce::Cellulare) => K::PreferenzeManca,
        Canale::Email if !has(TipoContattoVoce::Email) => K::PreferenzeManca,
        Canale::Pec if !has(TipoContattoVoce::Pec) => K::PreferenzeManca,
        Canale::Pec if !voce.pec_attiva => K::PreferenzePecSpenta,
        Canale::Push if voce.dispositivi == 0 => K::PreferenzePushManca,
        _ => return None,
    };
    Some(t(why))
}

fn tick(scelta: Scelta, canale: Canale, missing: Option<&'static str>) -> Nodo {
    let ticked = move || scelta.canali.with(|canali| canali.contains(&canale));
    let toggle = move |_| {
        scelta.canali.update(|canali| {
            if !canali.remove(&canale) {
                canali.insert(canale);
            }
        });
    };
    view! {
        <label class="form-check">
            <input type="checkbox" prop:checked=ticked disabled=missing.is_some() on:change=toggle />
            <span>
                {parole::canale(canale.into())} {missing.map(|why| view! { <span class="muted small">{format!(" ({why})")}</span> })}
            </span>
        </label>
    }
}
