//! Problems as RFC 9457 `application/problem+json`. Status, type and title of each are said here and nowhere else.

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::motivo::Motivo;

/// The beginning of each problem's `type`.
pub const PREFIX: &str = "urn:cassetto-domestico:problema:";

/// The body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Problema {
    /// [`PREFIX`] and a slug; clients match on it.
    #[serde(rename = "type")]
    pub tipo: String,
    /// What went wrong, in Italian.
    pub title: String,
    pub status: u16,
    /// What to do, in Italian.
    pub detail: String,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub campi: Vec<ErroreCampo>,
    /// What to quote to the help desk.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub correlazione: Option<String>,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub riprova_tra: Option<u32>,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ErroreCampo {
    /// Its path in the body: `oggetto`, `allegati[1]`.
    pub campo: String,
    pub motivo: Motivo,
    /// The remedy, in Italian.
    pub messaggio: String,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $status:literal $slug:literal;)+) => {
        /// Every kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Tipo { $($(#[$doc])* $name),+ }

        impl Tipo {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            const fn facts(self) -> (u16, &'static str) {
                match self { $(Self::$name => ($status, $slug)),+ }
            }

            /// The kind that a problem's `type` names; none for one that this release doesn't know.
            #[must_use]
            pub fn from_type(tipo: &str) -> Option<Self> {
                match tipo.strip_prefix(PREFIX)? {
                    $($slug => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

problems! {
    /// Codice fiscale or PIN; never tells which, nor whether the person exists.
    CredenzialiNonValide = 401 "credenziali-non-valide";
    /// Too many wrong PINs: wait.
    AccessoRallentato = 429 "accesso-rallentato";
    /// No session, or one that has ended.
    SessioneAssente = 401 "sessione-assente";
    /// A role that may not do this.
    RuoloNonAmmesso = 403 "ruolo-non-ammesso";
    /// A delegation that doesn't go so far.
    DirittoNonConcesso = 403 "diritto-non-concesso";
    /// A request that another site sent.
    OrigineNonAmmessa = 403 "origine-non-ammessa";
    /// Nothing here for the caller: unknown, or somebody else's.
    NonTrovato = 404 "non-trovato";
    MetodoNonAmmesso = 405 "metodo-non-ammesso";
    /// Not JSON, or not of the endpoint's form.
    RichiestaIllegibile = 400 "richiesta-illeggibile";
    CorpoTroppoGrande = 413 "corpo-troppo-grande";
    /// Some fields are not acceptable: `campi` says which and why.
    DatiNonValidi = 422 "dati-non-validi";
    /// No `Idempotency-Key`, or not of 16 to 64 letters, digits and dashes.
    ChiaveAssente = 400 "chiave-assente";
    /// The `Idempotency-Key` served another body.
    ChiaveRiusata = 422 "chiave-riusata";
    /// Somebody changed it in the meantime.
    VersioneSuperata = 409 "versione-superata";
    /// The state does not allow the command.
    TransizioneNonAmmessa = 409 "transizione-non-ammessa";
    /// The delega is in another state, or it is for the other side to do.
    DelegaNonAmmessa = 409 "delega-non-ammessa";
    /// A document of the citizen is awaited: the request is to be withdrawn first.
    DocumentoAtteso = 409 "documento-atteso";
    /// More than an export may hold.
    EsportazioneTroppoGrande = 422 "esportazione-troppo-grande";
    /// Too many at once: nothing was done, try again.
    ServizioOccupato = 503 "servizio-occupato";
    Interno = 500 "errore-interno";
}

impl Tipo {
    /// HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().0
    }

    /// The last part of the `type`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.facts().1
    }

    /// The whole problem in Italian, without fields.
    #[must_use]
    pub fn problema(self) -> Problema {
        let (title, detail) = crate::testi::problema(self.slug());
        Problema {
            tipo: format!("{PREFIX}{}", self.slug()),
            title: title.to_owned(),
            status: self.status(),
            detail: detail.to_owned(),
            campi: Vec::new(),
            correlazione: None,
            riprova_tra: None,
        }
    }
}

impl Problema {
    /// Its kind, if this release knows it.
    #[must_use]
    pub fn kind(&self) -> Option<Tipo> {
        Tipo::from_type(&self.tipo)
    }
}
