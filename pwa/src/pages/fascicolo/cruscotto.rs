//! What a sede has before it and how it went: for who answers for it.

use cassetto_api::endpoint::{Nulla, location};
use cassetto_api::fascicolo::{CaricoVoce, Cruscotto, EstensioneVoce, Figure, GetCruscotto, GetCruscottoCsv};

use super::argomento;
use crate::api::use_client;
use crate::components::barre::{Barra, Barre, Serie};
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::format;
use crate::i18n::{K, fill, t};
use crate::lettura::Lettura;
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let client = use_client();
    let lettura = Lettura::<Cruscotto>::new(move |abort| client.get::<GetCruscotto>(&Nulla {}, &Nulla {}, abort));
    let csv = location::<GetCruscottoCsv>(&Nulla {}, &Nulla {});
    let titolo = derive(move || {
        lettura.with(|figures| match figures {
            Some(figures) => fill(K::CruscottoTitolo, &[("sede", &figures.sede.nome)]),
            None => t(K::NavCruscotto).to_owned(),
        })
    });
    view! {
        <div class="office">
            <div class="office-head">
                <Titolo testo=titolo />
                <a class="btn btn-outline-primary no-print" href=csv download="">
                    <Icon nome="scarica" />
                    {K::CruscottoCsv}
                </a>
            </div>
            <Load stato=lettura.nucleo forma=Forma::Pagina>
                {move || lettura.get().map(|cruscotto| view! { <Figures cruscotto=cruscotto /> })}
            </Load>
        </div>
    }
}

#[component]
fn Figures(cruscotto: Cruscotto) -> Nodo {
    let carico = cruscotto.totale.carico;
    let partial =
        (cruscotto.estensione == EstensioneVoce::Parziale).then(|| view! { <p class="callout callout-warning">{K::CruscottoParziale}</p> });
    let total = [
        (K::CruscottoAperte, carico.aperte),
        (K::CruscottoInCarico, carico.in_carico),
        (K::CruscottoInAttesa, carico.in_attesa),
        (K::CruscottoInScadenza, carico.in_scadenza + carico.scade_oggi),
        (K::CruscottoScadute, carico.scaduto),
    ];
    let total = total
        .into_iter()
        .map(|(testo, n)| {
            view! {
                <div class="figure">
                    <dt>{t(testo)}</dt>
                    <dd>{format::numero(usize::try_from(n).unwrap_or(usize::MAX))}</dd>
                </div>
            }
        })
        .collect_view();
    let named: Vec<_> =
        cruscotto.categorie.iter().map(|voce| (argomento::name(voce.gestione, &voce.categoria), voce.figure.clone())).collect();
    let ageing = named.iter().map(|(nome, figure)| bar(nome, ages(&figure.carico))).collect();
    let outcomes = named.iter().map(|(nome, figure)| bar(nome, outcomes(figure))).collect();
    let months = cruscotto.totale.mesi.iter().map(|mese| Barra {
        nome: format::mese(&mese.mese),
        valori: vec![mese.accolte, mese.respinte],
        altro: vec![mese.presentate.to_string(), days(mese.p50), days(mese.p90)],
    });
    let load = cruscotto.operatori.iter().map(|voce| Barra {
        nome: voce.nome.clone(),
        valori: vec![voce.in_carico, voce.in_attesa],
        altro: vec![voce.scaduto.to_string()],
    });
    let (months, load): (Vec<_>, Vec<_>) = (months.collect(), load.collect());
    let decided = vec![Serie { nome: t(K::CruscottoAccolte), class: "bar-d" }, Serie { nome: t(K::CruscottoRespinte), class: "bar-c" }];
    view! {
        <p class="muted small">{fill(K::CruscottoQuando, &[("quando", &format::istante(&cruscotto.istante))])}</p>
        {partial}
        <dl class="figures" aria-label=K::CruscottoCarico>
            {total}
        </dl>
        <div class="charts">
            <section aria-labelledby="per-categoria">
                <h2 id="per-categoria">{K::CruscottoEta}</h2>
                <Barre didascalia=t(K::CruscottoEta) prima=t(K::FiltroCategoria) totale=t(K::CruscottoTotale) serie=bands() righe=ageing />
            </section>
            <section aria-labelledby="per-operatore">
                <h2 id="per-operatore">{K::CruscottoOperatori}</h2>
                <Barre
                    didascalia=t(K::CruscottoOperatori)
                    prima=t(K::CruscottoOperatore)
                    totale=t(K::CruscottoTotale)
                    serie=vec![
                        Serie { nome: t(K::CruscottoInCarico), class: "bar-a" },
                        Serie { nome: t(K::CruscottoInAttesa), class: "bar-e" },
                    ]
                    altre=vec![t(K::CruscottoScadute)]
                    righe=load
                />
            </section>
            <section aria-labelledby="per-esito">
                <h2 id="per-esito">{K::CruscottoEsiti}</h2>
                <Barre
                    didascalia=t(K::CruscottoEsiti)
                    prima=t(K::FiltroCategoria)
                    totale=t(K::CruscottoConcluse)
                    serie=decided.clone()
                    righe=outcomes
                />
            </section>
            <section aria-labelledby="per-mese">
                <h2 id="per-mese">{K::CruscottoMesi}</h2>
                <p class="muted small">{K::CruscottoMesiTesto}</p>
                <Barre
                    didascalia=t(K::CruscottoMesi)
                    prima=t(K::CruscottoMese)
                    totale=t(K::CruscottoConcluse)
                    serie=decided
                    altre=vec![t(K::CruscottoPresentate), t(K::CruscottoMeta), t(K::CruscottoNove)]
                    righe=months
                />
            </section>
        </div>
    }
}

fn bands() -> Vec<Serie> {
    [
        (K::CruscottoInTempo, "bar-a"),
        (K::CruscottoInScadenza, "bar-b"),
        (K::CruscottoOggi, "bar-f"),
        (K::CruscottoScadute, "bar-c"),
        (K::CruscottoFerme, "bar-e"),
    ]
    .into_iter()
    .map(|(nome, class)| Serie { nome: t(nome), class })
    .collect()
}

fn ages(carico: &CaricoVoce) -> Vec<u32> {
    vec![carico.in_tempo, carico.in_scadenza, carico.scade_oggi, carico.scaduto, carico.fermo]
}

/// Of all twelve months.
fn outcomes(figure: &Figure) -> Vec<u32> {
    vec![figure.mesi.iter().map(|mese| mese.accolte).sum(), figure.mesi.iter().map(|mese| mese.respinte).sum()]
}

fn bar(nome: &str, valori: Vec<u32>) -> Barra {
    Barra { nome: nome.to_owned(), valori, altro: Vec::new() }
}

fn days(days: Option<u16>) -> String {
    days.map_or_else(|| "–".to_owned(), |days| days.to_string())
}
