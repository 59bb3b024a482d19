//! What waits to be sent: where each is, and what can be done with it.

mod azioni;
pub mod ripresa;

use super::icon::Icon;
use crate::aree::Pagina;
use crate::components::keyed::elenco;
use crate::format;
use crate::i18n::{self, K, count, fill, t};
use crate::in_uscita::{Cosa, Messaggio, Stato, Voce, parola, refusal, use_in_uscita};
use crate::pages::scritto::Arrivo;
use crate::per_conto::use_datore;
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use azioni::Azioni;

/// A section of a page of an employer; nothing when nothing waits.
pub fn sezione() -> Nodo {
    let datore = use_datore().get_untracked();
    let arrivo: Option<Arrivo> = use_context();
    let uscita = use_in_uscita();
    let voci = uscita.tutte(datore);
    let quante = memo(move || voci.with(Vec::len));
    effect_with(move |before: Option<u32>| {
        let now = uscita.arrivi.get();
        if let (Some(Arrivo(arrivo)), true) = (arrivo, before.is_some_and(|before| before != now)) {
            arrivo.try_run(());
        }
        now
    });
    view! {
        {move || {
            (quante.get() > 0)
                .then(|| {
                    view! {
                        <section class="callout callout-info" aria-labelledby="in-coda" data-testid="in-coda">
                            <h2 class="callout-title" id="in-coda">
                                <Icon nome="orologio" />
                                {move || fill(K::UscitaQuanti, &[("n", &quante.get().to_string())])}
                            </h2>
                            <Lista voci=voci riapri=None />
                            <p class="small">
                                <a href=Rotta::in_uscita(datore).path()>{K::UscitaMostra}</a>
                            </p>
                        </section>
                    }
                })
        }}
    }
}

/// A message that is taken out of the queue: its entry, itself, where its documents are.
pub type Ripresa = (String, Messaggio, String);

/// What a page shows of the queue.
#[derive(Clone, Copy)]
pub struct Attese {
    pub voci: Memo<Vec<Voce>>,
    pub riapri: Option<Callback<Ripresa>>,
}

impl Attese {
    /// The entries, once their area has come.
    pub fn view(self) -> Nodo {
        provide_context(self);
        Pagina::Attesa.parte()
    }
}

/// What the page shows of the queue.
pub fn parte() -> Nodo {
    let Attese { voci, riapri } = expect_context();
    view! { <Lista voci=voci riapri=riapri /> }
}

/// The entries themselves. `riapri` takes a message back into the form that is on the page.
#[component]
pub fn Lista(voci: Memo<Vec<Voce>>, riapri: Option<Callback<Ripresa>>) -> Nodo {
    view! {
        <ul class="uscita-list">
            {elenco(move || voci.get(), |voce| voce.id.clone(), move |voce| view! { <Riga id=voce.id voci=voci riapri=riapri /> })}
        </ul>
    }
}

#[component]
fn Riga(id: String, voci: Memo<Vec<Voce>>, riapri: Option<Callback<Ripresa>>) -> Nodo {
    let uscita = use_in_uscita();
    let known = id.clone();
    let voce = memo(move || voci.with(|voci| voci.iter().find(|voce| voce.id == known).cloned()));
    let parte = memo(move || uscita.in_partenza.with(|now| now.as_deref() == Some(&*id)));
    view! {
        <li class="uscita-item">
            {move || {
                voce.get()
                    .map(|voce| {
                        view! {
                            <div class="uscita-what">
                                <p role="status">
                                    <Chip voce=voce.clone() parte=parte />
                                </p>
                                <p class="break" lang="it">
                                    <strong>{titolo(&voce)}</strong>
                                </p>
                                {fatti(&voce)}
                            </div>
                            <Azioni voce=voce parte=parte riapri=riapri />
                        }
                    })
            }}
        </li>
    }
}

#[component]
fn Chip(voce: Voce, parte: Memo<bool>) -> Nodo {
    let stato = voce.stato;
    let (class, icona) = match &stato {
        Stato::InCoda | Stato::Scartato(_) => ("chip chip-aperta", "orologio"),
        Stato::Accesso => ("chip chip-in-carico", "persona"),
        Stato::DaCorreggere(_) => ("chip chip-respinta", "attenzione"),
        Stato::Protocollato(_) => ("chip chip-accolta", "spunta"),
    };
    view! {
        <span class=class>
            <Icon nome=icona />
            {move || if parte.get() { t(K::UscitaInPartenza) } else { parola(&stato) }}
        </span>
    }
}

/// What it is, for who looks at several.
pub fn titolo(voce: &Voce) -> String {
    match &voce.cosa {
        Cosa::Quesito { .. } => voce.oggetto().to_owned(),
        Cosa::Messaggio(messaggio) => fill(K::UscitaMessaggio, &[("oggetto", &messaggio.oggetto)]),
    }
}

fn fatti(voce: &Voce) -> Nodo {
    let documenti = (voce.documenti > 0).then(|| format!(" · {}", count(K::UscitaFileUno, K::UscitaFileAltri, voce.documenti)));
    let line = match &voce.stato {
        Stato::Protocollato(arrivo) => view! {
            <p class="uscita-number">
                {fill(K::UscitaNumero, &[("numero", "")])}
                <span class="visually-hidden">{arrivo.numero.chars().map(String::from).collect::<Vec<_>>().join(" ")}</span>
                <span aria-hidden="true" data-testid="in-coda-numero">{arrivo.numero.clone()}</span>
            </p>
        },
        _ => view! {
            <p class="muted small">
                {fill(K::UscitaDal, &[("quando", &format::momento(voce.quando))])}
                {documenti}
            </p>
        },
    };
    let wrong = match &voce.stato {
        Stato::DaCorreggere(problema) => {
            let (_, rimedio) = refusal(problema).testo();
            // The key served another text: what went out first had arrived, and only the person can want a second one.
            let rimedio = if voce.is_reused() { t(K::NuovoGiaInviato).to_owned() } else { rimedio };
            let motivi = problema.campi.iter().map(|campo| view! { <li>{i18n::motivo(campo.motivo)}</li> }).collect_view();
            Some(if problema.campi.is_empty() {
                view! { <p>{rimedio}</p> }
            } else {
                view! { <ul>{motivi}</ul> }
            })
        }
        _ => None,
    };
    view! {
        {line}
        {wrong}
        {(voce.is_unclear() && !voce.is_reused()).then(|| view! { <p class="small">{K::UscitaForse}</p> })}
    }
}
