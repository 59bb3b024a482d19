//! The header of a quesito: what lists show, and what a change is conditional on.

mod righe;

use std::fmt;

use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::Email;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Coda, Esito, Stato};
use cassetto_domain::testo::Oggetto;
use jiff::Timestamp;
use jiff::civil::Date;

pub(crate) use righe::letture_dei_cittadini;

use crate::thread::Parte;

/// One thread, without its entries.
#[derive(Clone, PartialEq, Eq)]
pub struct Quesito {
    pub id: QuesitoId,
    pub gestione: Gestione,
    /// Who wrote first.
    pub origine: Parte,
    pub datore: PersonaId,
    pub nome_datore: String,
    /// Who sent it for the employer; not in an office's queue, and in lists without the name.
    pub inviato_da: Option<Delegato>,
    /// The intermediary in whose lists it is; not in any index.
    pub delegato: Option<PersonaId>,
    /// The rapporto, or the position of another gestione.
    pub rapporto: CodiceRapporto,
    /// Who works in the rapporto, or what the position is.
    pub lavoratore: String,
    /// The category's code, of the version it was sent with.
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: Oggetto,
    pub stato: Stato,
    pub esito: Option<Esito>,
    /// The office that answers.
    pub sede: CodiceSede,
    /// Of the first message; it stays when another sede takes over.
    pub protocollo: Protocollo,
    pub presentato: Timestamp,
    pub aggiornato: Timestamp,
    /// The last day for the answer.
    pub termine: Date,
    /// The document that the citizen is asked for: meanwhile the clock stands still.
    pub attesa: Option<Attesa>,
    /// The closed thread that it follows; not in any index.
    pub correlata: Option<QuesitoId>,
    /// Where notices of this thread go too; not in any index.
    pub email_aggiuntiva: Option<Email>,
    /// Grows by one at each entry.
    pub versione: u32,
    /// What the employer saw; not in an office's queue.
    pub letto: Lettura,
    /// What who acts for the employer saw; not in an office's queue.
    pub letto_delegato: Lettura,
    /// What the office saw; in its queue only.
    pub letto_ufficio: Lettura,
    /// The last version that came from the office, 0 before any; not in an office's queue.
    pub novita: u32,
    /// The last version that came from the citizen; in an office's queue only.
    pub novita_cittadino: u32,
    /// Who has it in charge; not in a citizen's list.
    pub operatore: Option<Operatore>,
}

/// How far somebody has read, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lettura {
    /// 0 before any.
    pub versione: u32,
    pub quando: Option<Timestamp>,
}

/// A document that is awaited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attesa {
    /// The entry that asks for it.
    pub versione: u32,
    /// The day since which the clock stands still.
    pub dal: Date,
    /// The last day to send it.
    pub entro: Date,
}

/// Who acts for an employer.
#[derive(Clone, PartialEq, Eq)]
pub struct Delegato {
    pub id: PersonaId,
    /// Name and surname; empty in a list.
    pub nome: String,
}

/// A person of the office.
#[derive(Clone, PartialEq, Eq)]
pub struct Operatore {
    pub id: PersonaId,
    /// Name and surname.
    pub nome: String,
}

impl fmt::Debug for Quesito {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quesito({}, {:?}, version {})", self.id, self.stato, self.versione)
    }
}

impl fmt::Debug for Delegato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Delegato({:?})", self.id)
    }
}

impl fmt::Debug for Operatore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operatore({:?})", self.id)
    }
}

impl Quesito {
    /// Whether there is something of the office's that the employer has not seen. Not known in an office's queue.
    #[must_use]
    pub const fn da_leggere(&self) -> bool {
        self.novita > self.letto.versione
    }

    /// As [`da_leggere`](Self::da_leggere), for who acts for the employer.
    #[must_use]
    pub const fn da_leggere_al_delegato(&self) -> bool {
        self.novita > self.letto_delegato.versione
    }

    /// Whether there is something of the citizen's that the office has not seen. Known in an office's queue and in a detail.
    #[must_use]
    pub const fn novita_per_ufficio(&self) -> bool {
        self.novita_cittadino > self.letto_ufficio.versione
    }

    /// Whether the employer has something to do: a document to send, or something to read.
    #[must_use]
    pub const fn tocca_al_cittadino(&self) -> bool {
        self.attesa.is_some() || self.da_leggere()
    }

    /// As [`tocca_al_cittadino`](Self::tocca_al_cittadino), for who acts for the employer.
    #[must_use]
    pub const fn tocca_al_delegato(&self) -> bool {
        self.attesa.is_some() || self.da_leggere_al_delegato()
    }

    /// Whether it is the turn of the employer, or of their intermediary.
    #[must_use]
    pub const fn tocca_a_qualcuno(&self) -> bool {
        self.tocca_al_cittadino() || self.delegato.is_some() && self.tocca_al_delegato()
    }

    /// Where the office finds it.
    #[must_use]
    pub const fn coda(&self) -> Coda {
        match (self.stato, self.attesa) {
            (Stato::Aperta, _) => Coda::Aperta,
            (Stato::InCarico, None) => Coda::InCarico,
            (Stato::InCarico, Some(_)) => Coda::InAttesa,
            (Stato::Chiusa, _) => Coda::Chiusa,
        }
    }
}
