//! Shapes that more than one endpoint answers with.

mod quesito;
mod thread;

pub use quesito::{CategoriaVoce, Pagina, ProtocolloVoce, QuesitoVoce, RapportoVoce, SedeVoce};
pub use thread::{AllegatoVoce, Parte, QuesitoDettaglio, Voce};

use serde::{Deserialize, Serialize};

/// A domain enum as it travels: the same words, its own type.
macro_rules! travels {
    ($(#[$doc:meta])* $name:ident = $domain:path { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    RuoloVoce = cassetto_domain::ruolo::Ruolo { Datore, Intermediario, Operatore }
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
    /// sms, email.
    CanaleVoce = cassetto_domain::avviso::Canale { Sms, Email }
);
travels!(
    /// What a notice tells.
    EventoVoce = cassetto_domain::avviso::Evento { Protocollato, PresoInCarico, Risposta, Chiuso }
);
travels!(
    /// The state of a rapporto di lavoro (INPS's vocabulary).
    StatoRapportoVoce = cassetto_domain::rapporto::StatoRapporto { Iscritto, Attivo, InVerifica, Cessato, Annullato, Respinto }
);
travels!(
    /// colf, badante.
    MansioneVoce = cassetto_domain::rapporto::Mansione { Colf, Badante }
);
