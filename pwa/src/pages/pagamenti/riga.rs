//! One payment, and the way to ask about it.

use cassetto_api::modello::{GestioneVoce, StatoPagamentoVoce};
use cassetto_api::pagamenti::PagamentoVoce;
use cassetto_domain::id::PersonaId;

use crate::bozza::Seme;
use crate::components::chiedi::Chiedi;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;
use crate::{format, parole};

pub fn view(voce: PagamentoVoce, datore: Option<PersonaId>) -> Nodo {
    let what = quarter(&voce);
    let due = match (&voce.pagato, voce.stato) {
        (Some(pagato), _) => fill(K::PagamentiPagato, &[("giorno", &format::giorno(pagato))]),
        (None, _) => fill(K::PagamentiScadenza, &[("giorno", &format::giorno(&voce.scadenza))]),
    };
    let class = match voce.stato {
        StatoPagamentoVoce::Incassato => "chip chip-accolta",
        StatoPagamentoVoce::DaEffettuare => "chip chip-aperta",
        StatoPagamentoVoce::DaRecuperoCrediti => "chip chip-respinta",
        StatoPagamentoVoce::IncassatoInLavorazione | StatoPagamentoVoce::SospensioneComunicata => "chip chip-in-carico",
    };
    let notice = voce.avviso.clone().map(|avviso| {
        view! {
            <p class="muted small">
                {K::PagamentiAvviso} " " <span class="nowrap">{groups(&avviso)}</span>
            </p>
        }
    });
    view! {
        <li class="card">
            <div class="card-body payment">
                <div class="payment-what">
                    <h3 class="card-title">{what.clone()}</h3>
                    <p class="muted small">{voce.lavoratore.clone()} " · " {due}</p>
                    {notice}
                </div>
                <p class="payment-amount">{format::euro(voce.importo)}</p>
                <p class="chips">
                    <span class=class>{parole::stato_pagamento(voce.stato)}</span>
                </p>
                <Chiedi seme=seme(&voce) datore=datore che=format!("{what}, {}", voce.lavoratore) />
            </div>
        </li>
    }
}

/// `primo trimestre 2026`.
fn quarter(voce: &PagamentoVoce) -> String {
    fill(K::PagamentiTrimestre, &[("trimestre", parole::trimestre(voce.trimestre)), ("anno", &voce.anno.to_string())])
}

/// What a question about it is bound to.
fn seme(voce: &PagamentoVoce) -> Seme {
    let categoria = match voce.stato {
        StatoPagamentoVoce::DaEffettuare | StatoPagamentoVoce::SospensioneComunicata => "mav",
        StatoPagamentoVoce::DaRecuperoCrediti => "avviso_bonario",
        StatoPagamentoVoce::Incassato | StatoPagamentoVoce::IncassatoInLavorazione => "contributi",
    };
    let oggetto = match &voce.avviso {
        Some(avviso) => fill(K::PagamentiOggettoAvviso, &[("numero", avviso), ("trimestre", &quarter(voce))]),
        None => fill(K::PagamentiOggetto, &[("trimestre", &quarter(voce))]),
    };
    Seme::rapporto(GestioneVoce::LavoroDomestico, &voce.rapporto).with(categoria, oggetto)
}

/// In fours, as notices print it.
fn groups(avviso: &str) -> String {
    let digits: Vec<char> = avviso.chars().collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
