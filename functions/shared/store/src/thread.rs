//! All that happened to a quesito: its entries, numbered by version, and the notices that went out.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::id::{AllegatoId, AvvisoId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::{Commento, Testo};
use jiff::Timestamp;

use crate::attributi::{
    ALLEGATI, AUTORE, CANALE, COMMENTO, CONSEGNATO, CONTATTO, DA, DIMENSIONE, ESITO, EVENTO, GENERE, ID, IMPRONTA, NOME, PARTE, PROTOCOLLO,
    QUANDO, SEDE, SK, STATO, TESTO, TIPO,
};
use crate::codice::{self, Coded};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::quesito::{Operatore, Quesito};

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
    Messaggio {
        parte: Parte,
        /// The employer's name, or the office's.
        autore: String,
        /// Who wrote it, of the office only.
        operatore: Option<Operatore>,
        protocollo: Protocollo,
        testo: Testo,
        allegati: Vec<Allegato>,
    },
    /// A change of state, or with `da` equal to `a` a comment alone.
    Cambio { da: Stato, a: Stato, sede: CodiceSede, operatore: Operatore, commento: Option<Commento>, esito: Option<Esito> },
}

impl fmt::Debug for Contenuto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Messaggio { parte, protocollo, .. } => write!(f, "Messaggio({parte:?}, {protocollo})"),
            Self::Cambio { da, a, .. } => write!(f, "Cambio({da:?}, {a:?})"),
        }
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

const MESSAGGIO: &str = "m";
const CAMBIO: &str = "c";

impl Voce {
    pub(crate) fn to_item(&self, quesito: QuesitoId) -> Item {
        let item = Item::new(keys::voce(quesito, self.versione)).with_instant(QUANDO, self.quando);
        match &self.contenuto {
            Contenuto::Messaggio { parte, autore, operatore, protocollo, testo, allegati } => item
                .with_text(GENERE, MESSAGGIO)
                .with_code(PARTE, *parte)
                .with_text(AUTORE, autore)
                .with_operatore(operatore.as_ref())
                .with_text(PROTOCOLLO, codice::protocollo(protocollo))
                .with_text(TESTO, testo.as_str())
                .with_option(ALLEGATI, Some(allegati).filter(|allegati| !allegati.is_empty()), |allegati| {
                    AttributeValue::L(allegati.iter().map(allegato_to_value).collect())
                }),
            Contenuto::Cambio { da, a, sede, operatore, commento, esito } => item
                .with_text(GENERE, CAMBIO)
                .with_code(DA, *da)
                .with_code(STATO, *a)
                .with_text(SEDE, sede.as_str())
                .with_operatore(Some(operatore))
                .with_option(COMMENTO, commento.as_ref(), |commento| string(commento.as_str()))
                .with_option(ESITO, *esito, |esito| string(esito.code())),
        }
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        let versione = item.sk()?.strip_prefix(keys::VOCI).and_then(|digits| digits.parse().ok());
        let contenuto = match item.text(GENERE)? {
            MESSAGGIO => Contenuto::Messaggio {
                parte: item.code(PARTE)?,
                autore: item.text(AUTORE)?.to_owned(),
                operatore: item.operatore()?,
                protocollo: item.protocollo(PROTOCOLLO)?,
                testo: item.parsed(TESTO)?,
                allegati: item.optional(ALLEGATI, allegati_from_item)?.unwrap_or_default(),
            },
            CAMBIO => Contenuto::Cambio {
                da: item.code(DA)?,
                a: item.code(STATO)?,
                sede: item.parsed(SEDE)?,
                operatore: item.operatore()?.ok_or(StoreError::Illeggibile(GENERE))?,
                commento: item.optional(COMMENTO, Item::parsed)?,
                esito: item.optional(ESITO, Item::code)?,
            },
            _ => return Err(StoreError::Illeggibile(GENERE)),
        };
        Ok(Self { versione: versione.ok_or(StoreError::Illeggibile(SK))?, quando: item.instant(QUANDO)?, contenuto })
    }
}

fn allegato_to_value(allegato: &Allegato) -> AttributeValue {
    AttributeValue::M(HashMap::from([
        (ID.to_owned(), blob(*allegato.id.as_bytes())),
        (NOME.to_owned(), string(allegato.nome.as_str())),
        (TIPO.to_owned(), string(allegato.tipo.code())),
        (DIMENSIONE.to_owned(), number(allegato.dimensione)),
        (IMPRONTA.to_owned(), blob(allegato.sha256.0)),
    ]))
}

fn allegati_from_item(item: &Item, name: &'static str) -> Result<Vec<Allegato>, StoreError> {
    let Some(AttributeValue::L(values)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
    values
        .iter()
        .map(|value| {
            let AttributeValue::M(attributes) = value else { return Err(StoreError::Illeggibile(name)) };
            let item = Item(attributes.clone());
            Ok(Allegato {
                id: AllegatoId::from_bytes(item.array(ID)?),
                nome: item.parsed(NOME)?,
                tipo: item.code(TIPO)?,
                dimensione: item.number(DIMENSIONE)?,
                sha256: Sha256(item.array(IMPRONTA)?),
            })
        })
        .collect()
}

impl AvvisoPartito {
    pub(crate) fn to_item(&self, quesito: QuesitoId) -> Item {
        Item::new(keys::avviso_partito(quesito, self.quando, self.id))
            .with(ID, blob(*self.id.as_bytes()))
            .with_instant(QUANDO, self.quando)
            .with_code(CANALE, self.canale)
            .with_code(EVENTO, self.evento)
            .with_text(CONTATTO, &self.contatto)
            .with(CONSEGNATO, AttributeValue::Bool(self.consegnato))
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            id: AvvisoId::from_bytes(item.array(ID)?),
            quando: item.instant(QUANDO)?,
            canale: item.code(CANALE)?,
            evento: item.code(EVENTO)?,
            contatto: item.text(CONTATTO)?.to_owned(),
            consegnato: item.flag(CONSEGNATO)?,
        })
    }
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
