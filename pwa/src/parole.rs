//! The words for what travels as a code.

use cassetto_api::modello::{
    CanaleVoce, DiSolito, EsitoVoce, EventoVoce, GestioneVoce, MansioneVoce, RuoloVoce, StatoPagamentoVoce, StatoRapportoVoce, StatoVoce,
    TipoContattoVoce,
};

use crate::i18n::{K, count, fill, t};

pub fn stato(stato: StatoVoce) -> &'static str {
    t(match stato {
        StatoVoce::Aperta => K::StatoAperta,
        StatoVoce::InCarico => K::StatoInCarico,
        StatoVoce::Chiusa => K::StatoChiusa,
    })
}

pub fn esito(esito: EsitoVoce) -> &'static str {
    t(match esito {
        EsitoVoce::Accolta => K::EsitoAccolta,
        EsitoVoce::Respinta => K::EsitoRespinta,
    })
}

pub fn ruolo(ruolo: RuoloVoce) -> &'static str {
    t(match ruolo {
        RuoloVoce::Datore => K::RuoloDatore,
        RuoloVoce::Intermediario => K::RuoloIntermediario,
        RuoloVoce::Operatore => K::RuoloOperatore,
        RuoloVoce::Responsabile => K::RuoloResponsabile,
    })
}

pub fn mansione(mansione: MansioneVoce) -> &'static str {
    t(match mansione {
        MansioneVoce::Colf => K::MansioneColf,
        MansioneVoce::Badante => K::MansioneBadante,
    })
}

pub fn stato_rapporto(stato: StatoRapportoVoce) -> &'static str {
    t(match stato {
        StatoRapportoVoce::Iscritto => K::RapportoIscritto,
        StatoRapportoVoce::Attivo => K::RapportoAttivo,
        StatoRapportoVoce::InVerifica => K::RapportoInVerifica,
        StatoRapportoVoce::Cessato => K::RapportoCessato,
        StatoRapportoVoce::Annullato => K::RapportoAnnullato,
        StatoRapportoVoce::Respinto => K::RapportoRespinto,
    })
}

pub fn canale(canale: CanaleVoce) -> &'static str {
    t(match canale {
        CanaleVoce::Sms => K::AvvisoSms,
        CanaleVoce::Email => K::AvvisoEmail,
        CanaleVoce::Pec => K::AvvisoPec,
        CanaleVoce::Push => K::AvvisoPush,
    })
}

pub fn evento(evento: EventoVoce) -> &'static str {
    t(match evento {
        EventoVoce::Protocollato => K::AvvisoProtocollato,
        EventoVoce::PresoInCarico => K::AvvisoPresoInCarico,
        EventoVoce::Risposta => K::AvvisoRisposta,
        EventoVoce::Chiuso => K::AvvisoChiuso,
        EventoVoce::Trasferito => K::AvvisoTrasferito,
        EventoVoce::RichiestaDocumento => K::AvvisoRichiestaDocumento,
        EventoVoce::Comunicazione => K::AvvisoComunicazione,
        EventoVoce::PerConto => K::AvvisoPerConto,
        EventoVoce::DelegaRichiesta => K::AvvisoDelegaRichiesta,
        EventoVoce::DelegaAttiva => K::AvvisoDelegaAttiva,
        EventoVoce::DelegaRevocata => K::AvvisoDelegaRevocata,
        EventoVoce::Codice => K::AvvisoCodice,
        EventoVoce::Riepilogo => K::AvvisoRiepilogo,
    })
}

pub fn tipo_contatto(tipo: TipoContattoVoce) -> &'static str {
    t(match tipo {
        TipoContattoVoce::Telefono => K::ContattiTelefono,
        TipoContattoVoce::Cellulare => K::ContattiCellulare,
        TipoContattoVoce::Fax => K::ContattiFax,
        TipoContattoVoce::Email => K::ContattiEmail,
        TipoContattoVoce::Pec => K::ContattiPec,
    })
}

pub fn gestione(gestione: GestioneVoce) -> &'static str {
    t(match gestione {
        GestioneVoce::LavoroDomestico => K::GestioneDomestico,
        GestioneVoce::Contribuente => K::GestioneContribuente,
        GestioneVoce::LiberiProfessionisti => K::GestioneProfessionisti,
    })
}

/// What usually happens, never what is due: "Di solito in 6 giorni".
pub fn di_solito(di_solito: DiSolito) -> String {
    let DiSolito { p50, p90, .. } = di_solito;
    let days = |giorni: u16| count(K::TempoGiorno, K::TempoGiorni, usize::from(giorni));
    match (p50, p90) {
        (0, 0) => t(K::DiSolitoOggi).to_owned(),
        (0, _) => fill(K::DiSolitoOggiQuasi, &[("quasi", &days(p90))]),
        (p50, p90) if p50 == p90 => fill(K::DiSolitoIn, &[("giorni", &days(p50))]),
        (p50, p90) => fill(K::DiSolitoQuasi, &[("giorni", &days(p50)), ("quasi", &days(p90))]),
    }
}

/// The ordinal of a quarter: `primo`.
pub fn trimestre(trimestre: u8) -> &'static str {
    t(match trimestre {
        1 => K::ScadenzaPrimo,
        2 => K::ScadenzaSecondo,
        3 => K::ScadenzaTerzo,
        _ => K::ScadenzaQuarto,
    })
}

pub fn stato_pagamento(stato: StatoPagamentoVoce) -> &'static str {
    t(match stato {
        StatoPagamentoVoce::DaEffettuare => K::PagamentoDaEffettuare,
        StatoPagamentoVoce::IncassatoInLavorazione => K::PagamentoInLavorazione,
        StatoPagamentoVoce::Incassato => K::PagamentoIncassato,
        StatoPagamentoVoce::DaRecuperoCrediti => K::PagamentoRecupero,
        StatoPagamentoVoce::SospensioneComunicata => K::PagamentoSospensione,
    })
}
