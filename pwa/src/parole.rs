//! The words for what travels as a code.

use cassetto_api::modello::{CanaleVoce, EsitoVoce, EventoVoce, MansioneVoce, RuoloVoce, StatoRapportoVoce, StatoVoce};

use crate::i18n::{K, t};

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
    })
}

pub fn evento(evento: EventoVoce) -> &'static str {
    t(match evento {
        EventoVoce::Protocollato => K::AvvisoProtocollato,
        EventoVoce::PresoInCarico => K::AvvisoPresoInCarico,
        EventoVoce::Risposta => K::AvvisoRisposta,
        EventoVoce::Chiuso => K::AvvisoChiuso,
    })
}
