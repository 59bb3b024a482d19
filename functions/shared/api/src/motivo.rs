//! Why a field is not acceptable. A stable code for programs; the sentence that says what to do is in `locales/`.

use cassetto_domain::allegato::AllegatoError;
use cassetto_domain::codice_fiscale::CodiceFiscaleError;
use cassetto_domain::codice_rapporto::CodiceRapportoError;
use cassetto_domain::contatto::{ContattoError, EmailError};
use cassetto_domain::orologio::EntroError;
use cassetto_domain::pin::PinError;
use cassetto_domain::preferenze::PreferenzeError;
use cassetto_domain::sha256::Sha256Error;
use cassetto_domain::testo::TestoError;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $slug:literal;)+) => {
        /// Every reason.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Leggibile)]
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
    /// Larger than one file may be in this gestione.
    AllegatoTroppoGrande = "allegato-troppo-grande";
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
    /// No such message, or no such document of it.
    VoceSconosciuta = "voce-sconosciuta";
    /// Registered by a sede that is not the operator's.
    RegistroDiAltraSede = "registro-di-altra-sede";
    /// Nobody of the caller's sede.
    OperatoreSconosciuto = "operatore-sconosciuto";
    /// Unknown, or the caller's own.
    SedeSconosciuta = "sede-sconosciuta";
    /// Unknown, or of another sede.
    DatoreSconosciuto = "datore-sconosciuto";
    /// Neither a codice fiscale, nor a codice rapporto, nor a protocol number.
    RicercaNonRiconosciuta = "ricerca-non-riconosciuta";
    /// A day for a document that is not after today.
    EntroTroppoPresto = "entro-troppo-presto";
    /// A day for a document that is more than 90 days away.
    EntroTroppoTardi = "entro-troppo-tardi";
    /// Many quesiti closed with one reason.
    ChiusuraMultipla = "chiusura-multipla";
    /// None, or more than 50.
    NumeroQuesiti = "numero-quesiti";
    /// Unknown, or not the caller's.
    PosizioneNonTua = "posizione-non-tua";
    /// This gestione takes nothing without a PEC among the contacts.
    PecAssente = "pec-assente";
    EmailNonValida = "email-non-valida";
    /// The quesito to follow is unknown, or another employer's.
    CorrelataNonTua = "correlata-non-tua";
    /// The quesito to follow is still open: a message can be added to it.
    CorrelataAperta = "correlata-aperta";
    /// Nothing is awaited by the entry that was named.
    RichiestaNonAttesa = "richiesta-non-attesa";
    TroppeBozze = "troppe-bozze";
    /// Nobody with this codice fiscale and surname can be the other side of a delega.
    ControparteSconosciuta = "controparte-sconosciuta";
    /// Neither a mobile number nor an address to send a code to.
    ContattoAssente = "contatto-assente";
    /// A request between the same two waits for an answer.
    DelegaGiaChiesta = "delega-gia-chiesta";
    /// A last day before today or more than ten years away.
    ValiditaNonValida = "validita-non-valida";
    CodiceSbagliato = "codice-sbagliato";
    /// All its tries are used.
    CodiceEsaurito = "codice-esaurito";
    /// None was sent, or too long ago.
    CodiceScaduto = "codice-scaduto";
    /// The last one was sent less than a minute ago.
    CodiceTroppoPresto = "codice-troppo-presto";
    /// As many as a day may have were sent to new contacts.
    TroppiCodici = "troppi-codici";
    CellulareNonValido = "cellulare-non-valido";
    TelefonoNonValido = "telefono-non-valido";
    NessunCanale = "nessun-canale";
    /// A channel is chosen that has no contact.
    CanaleSenzaContatto = "canale-senza-contatto";
    /// Not a subscription of a push service that is known.
    DispositivoNonValido = "dispositivo-non-valido";
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

impl From<EmailError> for Motivo {
    fn from(_: EmailError) -> Self {
        Self::EmailNonValida
    }
}

impl From<ContattoError> for Motivo {
    fn from(error: ContattoError) -> Self {
        match error {
            ContattoError::Telefono(_) => Self::TelefonoNonValido,
            ContattoError::Cellulare(_) => Self::CellulareNonValido,
            ContattoError::Email(_) => Self::EmailNonValida,
        }
    }
}

impl From<PreferenzeError> for Motivo {
    fn from(error: PreferenzeError) -> Self {
        match error {
            PreferenzeError::NessunCanale => Self::NessunCanale,
            PreferenzeError::SenzaContatto(_) => Self::CanaleSenzaContatto,
        }
    }
}

impl From<Sha256Error> for Motivo {
    fn from(_: Sha256Error) -> Self {
        Self::ImprontaNonValida
    }
}

impl From<EntroError> for Motivo {
    fn from(error: EntroError) -> Self {
        match error {
            EntroError::TroppoPresto => Self::EntroTroppoPresto,
            EntroError::TroppoTardi => Self::EntroTroppoTardi,
        }
    }
}

impl From<AllegatoError> for Motivo {
    fn from(error: AllegatoError) -> Self {
        match error {
            AllegatoError::TroppiFile => Self::TroppiAllegati,
            AllegatoError::TroppoGrandi => Self::AllegatiTroppoGrandi,
            AllegatoError::TroppoGrande { .. } => Self::AllegatoTroppoGrande,
            AllegatoError::Vuoto { .. } => Self::AllegatoVuoto,
        }
    }
}
