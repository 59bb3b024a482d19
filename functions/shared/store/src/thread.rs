//! All that happened to a quesito: its entries, numbered by version, and the notices that went out.

mod righe;

use std::fmt;

use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::id::{AvvisoId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::{Commento, Testo};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::attributi::SK;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys;
use crate::primitive::Reading;
use crate::quesito::{Delegato, Operatore, Quesito};

/// A quesito with everything of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub quesito: Quesito,
    /// By version.
    pub voci: Vec<Voce>,
    /// By instant.
    pub avvisi: Vec<AvvisoPartito>,
}

/// Something in the sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voce {
    pub versione: u32,
    pub quando: Timestamp,
    pub contenuto: Contenuto,
}

/// What an entry is.
#[derive(Clone, PartialEq, Eq)]
pub enum Contenuto {
    /// A message, registered with its own number.
    Messaggio(Box<Messaggio>),
    /// A change of state, or with `da` equal to `a` a comment alone.
    Cambio { da: Stato, a: Stato, sede: CodiceSede, operatore: Operatore, commento: Option<Commento>, esito: Option<Esito> },
    /// Who has it in charge inside a sede; `None` when it was released. Citizens don't see it.
    Assegnazione { operatore: Operatore, a: Option<Operatore>, sede: CodiceSede },
    /// Another sede takes over: registered in that sede's register.
    Trasferimento { da: CodiceSede, a: CodiceSede, protocollo: Protocollo, operatore: Operatore, motivo: Commento },
    /// A new thread follows this one.
    Correlata { quesito: QuesitoId, protocollo: Protocollo },
}

/// A registered message.
#[derive(Clone, PartialEq, Eq)]
pub struct Messaggio {
    pub parte: Parte,
    /// The employer's name, or the office's.
    pub autore: String,
    /// Who wrote it, of the office only.
    pub operatore: Option<Operatore>,
    /// Who wrote it for the employer.
    pub delegato: Option<Delegato>,
    pub protocollo: Protocollo,
    pub testo: TestoVoce,
    pub allegati: Vec<AllegatoVoce>,
    /// Set when the office asks for a document.
    pub richiesta: Option<Richiesta>,
    /// The entry with the request that this message answers.
    pub risponde_a: Option<u32>,
    /// Set when its registration was annulled.
    pub annullata: Option<Annotazione>,
}

/// What the office asks for is in the message's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Richiesta {
    /// The last day to send it.
    pub entro: Date,
}

/// The text of a message.
#[derive(Clone, PartialEq, Eq)]
pub enum TestoVoce {
    Intero(Testo),
    /// Taken away; its SHA-256 stays, as it was registered.
    Oscurato(Annotazione, Sha256),
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllegatoVoce {
    pub allegato: Allegato,
    /// Set when its bytes were taken away.
    pub oscurato: Option<Annotazione>,
}

/// What was done to something registered: who, when, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotazione {
    pub chi: Operatore,
    pub quando: Timestamp,
    pub motivo: Commento,
}

impl TestoVoce {
    /// The text, unless it was taken away.
    #[must_use]
    pub const fn testo(&self) -> Option<&Testo> {
        match self {
            Self::Intero(testo) => Some(testo),
            Self::Oscurato(..) => None,
        }
    }

    /// SHA-256 of the text as it was registered.
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        match self {
            Self::Intero(testo) => crate::registro::sha256(testo),
            Self::Oscurato(_, sha256) => *sha256,
        }
    }
}

impl From<Allegato> for AllegatoVoce {
    fn from(allegato: Allegato) -> Self {
        Self { allegato, oscurato: None }
    }
}

impl Contenuto {
    /// The message, if it is one.
    #[must_use]
    pub fn messaggio(&self) -> Option<&Messaggio> {
        match self {
            Self::Messaggio(messaggio) => Some(messaggio),
            _ => None,
        }
    }

    /// Whose doing it is, when the other side is to see it as news.
    pub(crate) const fn novita_di(&self) -> Option<Parte> {
        match self {
            Self::Messaggio(messaggio) => Some(messaggio.parte),
            Self::Cambio { .. } | Self::Trasferimento { .. } => Some(Parte::Ufficio),
            Self::Assegnazione { .. } | Self::Correlata { .. } => None,
        }
    }
}

impl Thread {
    /// The messages, oldest first.
    pub fn messaggi(&self) -> impl DoubleEndedIterator<Item = &Messaggio> {
        self.voci.iter().filter_map(|voce| voce.contenuto.messaggio())
    }

    /// The number that the next message is linked to ("correlata"): the last one's.
    #[must_use]
    pub fn ultimo_protocollo(&self) -> Protocollo {
        self.messaggi().next_back().map_or(self.quesito.protocollo, |messaggio| messaggio.protocollo)
    }
}

impl fmt::Debug for Contenuto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Messaggio(messaggio) => write!(f, "{messaggio:?}"),
            Self::Cambio { da, a, .. } => write!(f, "Cambio({da:?}, {a:?})"),
            Self::Assegnazione { a, .. } => write!(f, "Assegnazione({a:?})"),
            Self::Trasferimento { da, a, protocollo, .. } => write!(f, "Trasferimento({da}, {a}, {protocollo})"),
            Self::Correlata { quesito, .. } => write!(f, "Correlata({quesito})"),
        }
    }
}

impl fmt::Debug for Messaggio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Messaggio({:?}, {})", self.parte, self.protocollo)
    }
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parte {
    Cittadino,
    Ufficio,
}

/// A notice that left the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvvisoPartito {
    pub id: AvvisoId,
    pub quando: Timestamp,
    pub canale: Canale,
    pub evento: Evento,
    /// Number or address, masked.
    pub contatto: String,
    pub consegnato: bool,
}

impl Store {
    /// Everything of a quesito. One strong Query (another one for each further MB), 1 read unit for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn thread(&self, id: QuesitoId) -> Result<Option<Thread>, StoreError> {
        let (mut quesito, mut voci, mut avvisi) = (None, Vec::new(), Vec::new());
        for item in self.partition(&keys::partizione_quesito(id), None, Reading::Strong).await? {
            match item.sk()? {
                keys::TESTATA => quesito = Some(Quesito::from_item(&item)?),
                sk if sk.starts_with(keys::VOCI) => voci.push(Voce::from_item(&item)?),
                sk if sk.starts_with(keys::AVVISI) => avvisi.push(AvvisoPartito::from_item(&item)?),
                _ => return Err(StoreError::Illeggibile(SK)),
            }
        }
        Ok(quesito.map(|quesito| Thread { quesito, voci, avvisi }))
    }

    /// The header alone, as it is now. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn quesito(&self, id: QuesitoId) -> Result<Option<Quesito>, StoreError> {
        self.get(keys::testata(id), Reading::Strong).await?.as_ref().map(Quesito::from_item).transpose()
    }
}
