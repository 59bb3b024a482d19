//! Shapes that more than one endpoint answers with.

mod contatto;
mod gestioni;
mod quesito;
mod thread;

pub use contatto::CambioContattoVoce;
pub use gestioni::{Gestioni, PosizioneVoce};
pub use quesito::{AttesaVoce, CategoriaVoce, DiSolito, Pagina, ProtocolloVoce, QuesitoVoce, RapportoVoce, SedeVoce};
pub use thread::{AllegatoVoce, AnnotazioneVoce, LetturaVoce, LettureVoce, Parte, QuesitoDettaglio, RichiestaVoce, Voce};

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

/// A domain enum as it travels: the same words, its own type.
macro_rules! travels {
    ($(#[$doc:meta])* $name:ident = $domain:path { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Leggibile)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }

        impl From<$domain> for $name {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $domain {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

travels!(
    /// Who signs in.
    RuoloVoce = cassetto_domain::ruolo::Ruolo { Datore, Intermediario, Operatore, Responsabile }
);
travels!(
    /// aperta, in_carico, chiusa.
    StatoVoce = cassetto_domain::stato::Stato { Aperta, InCarico, Chiusa }
);
travels!(
    /// accolta, respinta.
    EsitoVoce = cassetto_domain::stato::Esito { Accolta, Respinta }
);
travels!(
    /// pdf, jpeg, png, tiff.
    TipoFileVoce = cassetto_domain::allegato::TipoFile { Pdf, Jpeg, Png, Tiff }
);
travels!(
    /// sms, email, pec, push.
    CanaleVoce = cassetto_domain::avviso::Canale { Sms, Email, Pec, Push }
);
travels!(
    /// What a notice tells.
    EventoVoce = cassetto_domain::avviso::Evento {
        Protocollato, PresoInCarico, Risposta, Chiuso, Trasferito, RichiestaDocumento, Comunicazione, PerConto, DelegaRichiesta,
        DelegaAttiva, DelegaRevocata, Codice, Riepilogo,
    }
);
travels!(
    /// telefono, cellulare, fax, email, pec.
    TipoContattoVoce = cassetto_domain::contatto::TipoContatto { Telefono, Cellulare, Fax, Email, Pec }
);
travels!(
    /// Kinds of notices: avanzamento, messaggi, deleghe.
    GenereVoce = cassetto_domain::avviso::Genere { Avanzamento, Messaggi, Deleghe }
);
travels!(
    /// it, en.
    LinguaVoce = cassetto_domain::avviso::Lingua { It, En }
);
travels!(
    /// How far a delivery is.
    StatoConsegnaVoce = cassetto_domain::consegna::StatoConsegna {
        Riserva, InCoda, Inviata, Consegnata, Temporanea, Tecnica, Permanente,
    }
);
travels!(
    /// The state of a rapporto di lavoro (INPS's vocabulary).
    StatoRapportoVoce = cassetto_domain::rapporto::StatoRapporto { Iscritto, Attivo, InVerifica, Cessato, Annullato, Respinto }
);
travels!(
    /// colf, badante.
    MansioneVoce = cassetto_domain::rapporto::Mansione { Colf, Badante }
);
travels!(
    /// How close the last day for the answer is.
    FasciaVoce = cassetto_domain::orologio::Fascia { InTempo, InScadenza, ScadeOggi, Scaduto, Fermo }
);
travels!(
    /// How far a delega is.
    StatoDelegaVoce = cassetto_domain::delega::StatoDelega { Richiesta, Attiva, Rifiutata, Revocata, Scaduta }
);
travels!(
    /// One of the two that a delega binds.
    LatoVoce = cassetto_domain::delega::Lato { Datore, Intermediario }
);
travels!(
    /// What happened to a delega.
    FattoDelegaVoce = cassetto_domain::delega::FattoDelega { Chiesta, Accettata, Rifiutata, Ritirata, Revocata, Sostituita, Scaduta }
);
travels!(
    /// lavoro_domestico, contribuente, liberi_professionisti.
    GestioneVoce = cassetto_domain::gestione::Gestione { LavoroDomestico, Contribuente, LiberiProfessionisti }
);
travels!(
    /// The state of a payment of contributions.
    StatoPagamentoVoce = cassetto_domain::pagamento::StatoPagamento {
        DaEffettuare, IncassatoInLavorazione, Incassato, DaRecuperoCrediti, SospensioneComunicata
    }
);

/// Lavoro domestico: what a request means that names none.
impl Default for GestioneVoce {
    fn default() -> Self {
        cassetto_domain::gestione::Gestione::default().into()
    }
}
