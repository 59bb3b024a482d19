//! Why a field is not acceptable. A stable code for programs; the sentence that says what to do is in `locales/`.

use cassetto_domain::allegato::AllegatoError;
use cassetto_domain::codice_fiscale::CodiceFiscaleError;
use cassetto_domain::codice_rapporto::CodiceRapportoError;
use cassetto_domain::pin::PinError;
use cassetto_domain::sha256::Sha256Error;
use cassetto_domain::testo::TestoError;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $slug:literal;)+) => {
        /// Every reason.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum Motivo {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)+
            /// A reason that a later release gives.
            #[serde(other, rename = "altro")]
            Altro,
        }

        impl Motivo {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ Self::Altro => "altro" }
            }
        }
    };
}

reasons! {
    Vuoto = "vuoto";
    TroppoLungo = "troppo-lungo";
    /// A control character or one that is not seen.
    CarattereDiControllo = "carattere-di-controllo";
    /// A character that turns the direction of the text.
    DirezioneForzata = "direzione-forzata";
    CodiceFiscaleNonValido = "codice-fiscale-non-valido";
    PinNonValido = "pin-non-valido";
    /// Unknown, or not the caller's.
    RapportoNonTuo = "rapporto-non-tuo";
    CategoriaSconosciuta = "categoria-sconosciuta";
    VersioneCategorieSconosciuta = "versione-categorie-sconosciuta";
    TroppiAllegati = "troppi-allegati";
    AllegatiTroppoGrandi = "allegati-troppo-grandi";
    AllegatoVuoto = "allegato-vuoto";
    /// Not PDF, JPEG, PNG or TIFF.
    TipoNonAmmesso = "tipo-non-ammesso";
    NomeFileNonValido = "nome-file-non-valido";
    ImprontaNonValida = "impronta-non-valida";
    /// Never uploaded, or expired: upload again.
    AllegatoScaduto = "allegato-scaduto";
    /// Length or SHA-256 differ from what was declared.
    AllegatoDiverso = "allegato-diverso";
    /// The same document named twice.
    AllegatoRipetuto = "allegato-ripetuto";
    /// The bytes are of another type than the name says.
    TipoDiverso = "tipo-diverso";
    FotoHeic = "foto-heic";
    FileNonSupportato = "file-non-supportato";
    FileTroncato = "file-troncato";
    FileDanneggiato = "file-danneggiato";
    DatiInCoda = "dati-in-coda";
    FileAmbiguo = "file-ambiguo";
    FileTroppoEspanso = "file-troppo-espanso";
    PdfCifrato = "pdf-cifrato";
    PdfAttivo = "pdf-attivo";
    CursorNonValido = "cursor-non-valido";
    LimiteNonValido = "limite-non-valido";
    DataNonValida = "data-non-valida";
    DatoreAssente = "datore-assente";
}

impl Motivo {
    /// The remedy in Italian.
    #[must_use]
    pub fn messaggio(self) -> &'static str {
        crate::testi::motivo(self.slug())
    }
}

impl From<TestoError> for Motivo {
    fn from(error: TestoError) -> Self {
        match error {
            TestoError::Vuoto => Self::Vuoto,
            TestoError::TroppoLungo => Self::TroppoLungo,
            TestoError::CarattereDiControllo => Self::CarattereDiControllo,
            TestoError::DirezioneForzata => Self::DirezioneForzata,
            TestoError::NonNomeFile => Self::NomeFileNonValido,
        }
    }
}

impl From<CodiceFiscaleError> for Motivo {
    fn from(_: CodiceFiscaleError) -> Self {
        Self::CodiceFiscaleNonValido
    }
}

impl From<PinError> for Motivo {
    fn from(_: PinError) -> Self {
        Self::PinNonValido
    }
}

impl From<CodiceRapportoError> for Motivo {
    fn from(_: CodiceRapportoError) -> Self {
        Self::RapportoNonTuo
    }
}

impl From<Sha256Error> for Motivo {
    fn from(_: Sha256Error) -> Self {
        Self::ImprontaNonValida
    }
}

impl From<AllegatoError> for Motivo {
    fn from(error: AllegatoError) -> Self {
        match error {
            AllegatoError::TroppiFile => Self::TroppiAllegati,
            AllegatoError::TroppoGrandi => Self::AllegatiTroppoGrandi,
            AllegatoError::Vuoto { .. } => Self::AllegatoVuoto,
        }
    }
}
