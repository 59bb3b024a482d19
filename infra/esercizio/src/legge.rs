//! The laws, each by its name.

use std::fmt;

use serde::Serialize;

macro_rules! laws {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        /// What must hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Legge { $($(#[$doc])+ $name),+ }

        impl Legge {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in the output.
            #[must_use]
            pub const fn codice(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

laws! {
    /// Every row is of a form that this release reads.
    RigaLeggibile = "riga-leggibile";
    /// Numbers of a register and year are 1, 2, 3... (DPR 445/2000 art. 53-57).
    NumeriSenzaSalti = "numeri-senza-salti";
    /// Days never go back in a register, and are of its year.
    GiorniInOrdine = "giorni-in-ordine";
    /// The counter stands at the last registration.
    Contatore = "contatore";
    /// A registration has the entry of the thread that it registers, with its number.
    RegistrazioneDiVoce = "registrazione-di-voce";
    /// A registered entry has its registration, with the SHA-256 of the text and of each document.
    VoceRegistrata = "voce-registrata";
    /// What was annulled says so on the registration, on the entry and among the annulments of a day (art. 54).
    Annullamento = "annullamento";
    /// Daily registers are of consecutive days, from that of the first registration; none is missing for long.
    RegistroDiOgniGiorno = "registro-di-ogni-giorno";
    /// The document of a daily register is there, with the SHA-256 and the length that were noted.
    RegistroDocumento = "registro-documento";
    /// A daily register names the SHA-256 of the one before.
    RegistroCatena = "registro-catena";
    /// A daily register holds what is registered on its day.
    RegistroContenuto = "registro-contenuto";
    /// A day whose register is out is closed on the counter.
    GiornoChiuso = "giorno-chiuso";
    /// A document of a message or of a delega is in the bucket, as long as it was (and with the SHA-256 that was registered).
    OggettoPresente = "oggetto-presente";
    /// A document that was redacted is not there any more.
    OggettoOscurato = "oggetto-oscurato";
    /// An object belongs to somebody, or is young: its message may still come.
    OggettoRiferito = "oggetto-riferito";
    /// Entries of a thread are 1 to its version, and have their header.
    ThreadIntero = "thread-intero";
    /// The header says what its entries say: state, sede, first number, last change.
    Testata = "testata";
    /// The keys of the lists in a header are those that the rest of it gives.
    CopieInElenco = "copie-in-elenco";
    /// Each index has as many rows as the table has for it.
    Indice = "indice";
    /// A quesito is in the lists of who acts for its employer, or work to put it there waits.
    ElencoDelDelegato = "elenco-del-delegato";
    /// Every event has its notice.
    AvvisoDiEvento = "avviso-di-evento";
    /// A notice that has something to send has its ticket in the outbox.
    BigliettoDiAvviso = "biglietto-di-avviso";
    /// A ticket has its notice.
    AvvisoDiBiglietto = "avviso-di-biglietto";
    /// A key that was used names a registration that is there.
    ChiaveUsata = "chiave-usata";
    /// The counters of a month are those of the quesiti.
    Statistiche = "statistiche";
    /// Of an employer's deleghe the one that is active is the one that the pointer names.
    DelegaAttiva = "delega-attiva";
    /// The grant of an active delega exists, and no other does.
    Concessione = "concessione";
    /// Both sides have the same of a delega.
    DelegaInCopia = "delega-in-copia";
}

/// A law that doesn't hold, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difetto {
    pub legge: Legge,
    /// An identifier, a protocol number, a day: nothing personal.
    pub dove: String,
}

impl Difetto {
    pub(crate) fn new(legge: Legge, dove: impl fmt::Display) -> Self {
        Self { legge, dove: dove.to_string() }
    }
}

impl Serialize for Legge {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.codice())
    }
}

impl fmt::Display for Difetto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.legge.codice(), self.dove)
    }
}
