//! The header of a quesito: what lists show, and what a change is conditional on.

use std::fmt;

use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::Oggetto;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::attributi::{
    AGGIORNATO, CATEGORIA, DATORE, ESITO, G1PK, G1SK, G2PK, G2SK, LAVORATORE, LETTO, NOME_DATORE, NOME_OPERATORE, NOVITA, OGGETTO,
    OPERATORE, PROTOCOLLO, RAPPORTO, SEDE, STATO, TERMINE, VERSIONE, VERSIONE_CATEGORIE,
};
use crate::codice::{self, Coded};
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys;

/// One thread, without its entries.
#[derive(Clone, PartialEq, Eq)]
pub struct Quesito {
    pub id: QuesitoId,
    pub datore: PersonaId,
    pub nome_datore: String,
    pub rapporto: CodiceRapporto,
    pub lavoratore: String,
    /// The category's code, of the version it was sent with.
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: Oggetto,
    pub stato: Stato,
    pub esito: Option<Esito>,
    /// The office that answers.
    pub sede: CodiceSede,
    /// Of the first message.
    pub protocollo: Protocollo,
    pub presentato: Timestamp,
    pub aggiornato: Timestamp,
    /// The last day for the answer.
    pub termine: Date,
    /// Grows by one at each entry.
    pub versione: u32,
    /// The last version that the employer saw; not in an office's queue.
    pub letto: u32,
    /// The last version that came from the office, 0 before any; not in an office's queue.
    pub novita: u32,
    /// Who has it in charge; not in an employer's list.
    pub operatore: Option<Operatore>,
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

impl fmt::Debug for Operatore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operatore({:?})", self.id)
    }
}

impl Quesito {
    /// Whether there is something of the office's that the employer has not seen. Not known in an office's queue.
    #[must_use]
    pub const fn da_leggere(&self) -> bool {
        self.novita > self.letto
    }

    pub(crate) fn to_item(&self) -> Item {
        let sort = keys::presentato(self.presentato, self.id);
        Item::new(keys::testata(self.id))
            .with_text(G1PK, keys::quesiti_del_datore(self.datore))
            .with_text(G1SK, &sort)
            .with_text(G2PK, keys::coda(self.sede, self.stato))
            .with_text(G2SK, sort)
            .with(DATORE, blob(*self.datore.as_bytes()))
            .with_text(NOME_DATORE, &self.nome_datore)
            .with_text(RAPPORTO, self.rapporto.as_str())
            .with_text(LAVORATORE, &self.lavoratore)
            .with_text(CATEGORIA, &self.categoria)
            .with_number(VERSIONE_CATEGORIE, self.versione_categorie)
            .with_text(OGGETTO, self.oggetto.as_str())
            .with_code(STATO, self.stato)
            .with_option(ESITO, self.esito, |esito| string(esito.code()))
            .with_text(SEDE, self.sede.as_str())
            .with_text(PROTOCOLLO, codice::protocollo(&self.protocollo))
            .with_instant(AGGIORNATO, self.aggiornato)
            .with_text(TERMINE, codice::giorno(self.termine))
            .with_number(VERSIONE, self.versione)
            .with_number(LETTO, self.letto)
            .with_number(NOVITA, self.novita)
            .with_operatore(self.operatore.as_ref())
    }

    /// From the item itself or from its entry in either index, where the instant of presentation is the sort key.
    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let sort = if item.has(G1SK) { G1SK } else { G2SK };
        let (presentato, id) = keys::parse_presentato(item.text(sort)?).ok_or(StoreError::Illeggibile(sort))?;
        Ok(Self {
            id,
            datore: datore(item)?,
            nome_datore: item.text(NOME_DATORE)?.to_owned(),
            rapporto: item.parsed(RAPPORTO)?,
            lavoratore: item.text(LAVORATORE)?.to_owned(),
            categoria: item.text(CATEGORIA)?.to_owned(),
            versione_categorie: item.number(VERSIONE_CATEGORIE)?,
            oggetto: item.parsed(OGGETTO)?,
            stato: item.code(STATO)?,
            esito: item.optional(ESITO, Item::code)?,
            sede: item.parsed(SEDE)?,
            protocollo: item.protocollo(PROTOCOLLO)?,
            presentato,
            aggiornato: item.instant(AGGIORNATO)?,
            termine: item.parsed(TERMINE)?,
            versione: item.number(VERSIONE)?,
            letto: item.optional(LETTO, Item::number)?.unwrap_or_default(),
            novita: item.optional(NOVITA, Item::number)?.unwrap_or_default(),
            operatore: item.operatore()?,
        })
    }
}

/// In the index by employer its partition says it.
fn datore(item: &Item) -> Result<PersonaId, StoreError> {
    if item.has(DATORE) {
        return Ok(PersonaId::from_bytes(item.array(DATORE)?));
    }
    keys::datore_of(item.text(G1PK)?).ok_or(StoreError::Illeggibile(G1PK))
}

impl Item {
    pub(crate) fn with_operatore(self, operatore: Option<&Operatore>) -> Self {
        match operatore {
            Some(operatore) => self.with(OPERATORE, blob(*operatore.id.as_bytes())).with_text(NOME_OPERATORE, &operatore.nome),
            None => self,
        }
    }

    pub(crate) fn operatore(&self) -> Result<Option<Operatore>, StoreError> {
        if !self.has(OPERATORE) {
            return Ok(None);
        }
        Ok(Some(Operatore { id: PersonaId::from_bytes(self.array(OPERATORE)?), nome: self.text(NOME_OPERATORE)?.to_owned() }))
    }
}
