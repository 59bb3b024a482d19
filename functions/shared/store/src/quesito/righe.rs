//! How a header is written in the table and its indexes, and read back; and the people that rows name.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{PersonaId, QuesitoId};
use jiff::Timestamp;

use super::{Attesa, Delegato, Lettura, Operatore, Quesito};
use crate::attributi::{
    AGGIORNATO, ATTESA, CATEGORIA, CORRELATA, DATORE, DELEGATO, EMAIL_AGGIUNTIVA, ESITO, G1PK, G1SK, G2PK, G2SK, G3PK, G3SK, G4PK, G4SK,
    G5PK, G5SK, GESTIONE, INVIATO_DA, LAVORATORE, LETTO, LETTO_UFFICIO, NOME_DATORE, NOME_INVIATO_DA, NOME_OPERATORE, NOVITA,
    NOVITA_CITTADINO, OGGETTO, OPERATORE, PROTOCOLLO, RAPPORTO, SEDE, STATO, TERMINE, VERSIONE, VERSIONE_CATEGORIE,
};
use crate::codice::{self, Coded};
use crate::error::StoreError;
use crate::item::{Item, blob, number, string};
use crate::keys;
use crate::thread::Parte;

impl Quesito {
    pub(crate) fn to_item(&self) -> Item {
        let by_term = keys::per_termine(self.termine, self.presentato, self.id);
        let item = Item::new(keys::testata(self.id))
            .with_text(G1PK, keys::quesiti_del_datore(self.datore))
            .with_text(G1SK, keys::presentato(self.presentato, self.id))
            .with_text(G2PK, keys::coda(self.sede, self.coda()))
            .with_text(G2SK, &by_term)
            .with_text(GESTIONE, format!("{}/{}", self.gestione.code(), self.origine.code()))
            .with(DATORE, blob(*self.datore.as_bytes()))
            .with_text(NOME_DATORE, &self.nome_datore)
            .with_delegato(self.inviato_da.as_ref())
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
            .with_option(ATTESA, self.attesa.as_ref(), |attesa| string(attesa.to_text()))
            .with_option(CORRELATA, self.correlata, |quesito| blob(*quesito.as_bytes()))
            .with_option(EMAIL_AGGIUNTIVA, self.email_aggiuntiva.as_ref(), |email| string(email.as_str()))
            .with_number(VERSIONE, self.versione)
            .with(LETTO, letture_dei_cittadini(self))
            .with(LETTO_UFFICIO, letture(&[(LETTURA_UFFICIO, self.letto_ufficio)]))
            .with_number(NOVITA, self.novita)
            .with_number(NOVITA_CITTADINO, self.novita_cittadino)
            .with_operatore(self.operatore.as_ref());
        let item =
            if self.tocca_a_qualcuno() { item.with_text(G5PK, keys::tocca_al_datore(self.datore)).with_text(G5SK, &by_term) } else { item };
        let Some(delegato) = self.delegato else { return item };
        let item = item
            .with(DELEGATO, blob(*delegato.as_bytes()))
            .with_text(G3PK, keys::quesiti_del_delegato(delegato, self.stato))
            .with_text(G3SK, &by_term);
        if !self.tocca_al_delegato() {
            return item;
        }
        item.with_text(G4PK, keys::tocca_al_delegato(delegato)).with_text(G4SK, by_term)
    }

    /// From the item itself or from its entry in an index, where the instant of presentation is in the sort key.
    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let (presentato, id) = identity(item)?;
        let (gestione, origine) = gestione(item)?;
        Ok(Self {
            id,
            gestione,
            origine,
            datore: datore(item)?,
            nome_datore: item.text(NOME_DATORE)?.to_owned(),
            inviato_da: item.delegato()?,
            delegato: item.optional(DELEGATO, Item::array)?.map(PersonaId::from_bytes),
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
            attesa: item.optional(ATTESA, |item, name| Attesa::parse(item.text(name)?).ok_or(StoreError::Illeggibile(name)))?,
            correlata: item.optional(CORRELATA, Item::array)?.map(QuesitoId::from_bytes),
            email_aggiuntiva: item.optional(EMAIL_AGGIUNTIVA, Item::parsed)?,
            versione: item.number(VERSIONE)?,
            letto: item.lettura(LETTO, LETTURA_DATORE)?,
            letto_delegato: item.lettura(LETTO, LETTURA_DELEGATO)?,
            letto_ufficio: item.lettura(LETTO_UFFICIO, LETTURA_UFFICIO)?,
            novita: item.optional(NOVITA, Item::number)?.unwrap_or_default(),
            novita_cittadino: item.optional(NOVITA_CITTADINO, Item::number)?.unwrap_or_default(),
            operatore: item.operatore()?,
        })
    }
}

impl Attesa {
    fn to_text(self) -> String {
        format!("{}/{}/{}", self.versione, codice::giorno(self.dal), codice::giorno(self.entro))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (versione, dal, entro) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { versione, dal, entro })
    }
}

/// Whose reading: the names inside [`LETTO`] and [`LETTO_UFFICIO`]; the instant's has a `q` after it.
const LETTURA_DATORE: &str = "d";
const LETTURA_DELEGATO: &str = "i";
const LETTURA_UFFICIO: &str = "u";

/// [`LETTO`] of a quesito.
pub(crate) fn letture_dei_cittadini(quesito: &Quesito) -> AttributeValue {
    letture(&[(LETTURA_DATORE, quesito.letto), (LETTURA_DELEGATO, quesito.letto_delegato)])
}

fn letture(readers: &[(&str, Lettura)]) -> AttributeValue {
    let mut map = HashMap::new();
    for (name, lettura) in readers {
        map.insert((*name).to_owned(), number(lettura.versione));
        if let Some(quando) = lettura.quando {
            map.insert(format!("{name}q"), number(quando.as_millisecond()));
        }
    }
    AttributeValue::M(map)
}

/// When it was presented and which quesito it is.
fn identity(item: &Item) -> Result<(Timestamp, QuesitoId), StoreError> {
    if item.has(G1SK) {
        return keys::parse_presentato(item.text(G1SK)?).ok_or(StoreError::Illeggibile(G1SK));
    }
    let sort = [G2SK, G3SK, G4SK, G5SK].into_iter().find(|name| item.has(name)).unwrap_or(G2SK);
    keys::parse_per_termine(item.text(sort)?).ok_or(StoreError::Illeggibile(sort))
}

fn gestione(item: &Item) -> Result<(Gestione, Parte), StoreError> {
    let both = item
        .text(GESTIONE)?
        .split_once('/')
        .and_then(|(gestione, origine)| Some((Coded::from_code(gestione)?, Coded::from_code(origine)?)));
    both.ok_or(StoreError::Illeggibile(GESTIONE))
}

/// In the index by employer its partition says it.
fn datore(item: &Item) -> Result<PersonaId, StoreError> {
    if item.has(DATORE) {
        return Ok(PersonaId::from_bytes(item.array(DATORE)?));
    }
    keys::datore_of(item.text(G1PK)?).ok_or(StoreError::Illeggibile(G1PK))
}

impl Item {
    fn lettura(&self, name: &'static str, who: &str) -> Result<Lettura, StoreError> {
        let Some(AttributeValue::M(map)) = self.0.get(name) else { return Ok(Lettura::default()) };
        let inner = Item(map.clone());
        let number = |name: &str| match inner.0.get(name) {
            Some(AttributeValue::N(digits)) => digits.parse().ok(),
            _ => None,
        };
        let versione = number(who).and_then(|versione: i64| u32::try_from(versione).ok()).ok_or(StoreError::Illeggibile(name))?;
        let quando = number(&format!("{who}q")).map(Timestamp::from_millisecond).transpose();
        Ok(Lettura { versione, quando: quando.map_err(|_| StoreError::Illeggibile(name))? })
    }

    pub(crate) fn with_delegato(self, delegato: Option<&Delegato>) -> Self {
        match delegato {
            Some(delegato) => self.with(INVIATO_DA, blob(*delegato.id.as_bytes())).with_text(NOME_INVIATO_DA, &delegato.nome),
            None => self,
        }
    }

    /// Who acted for the employer; without the name in a list.
    pub(crate) fn delegato(&self) -> Result<Option<Delegato>, StoreError> {
        if !self.has(INVIATO_DA) {
            return Ok(None);
        }
        let nome = self.optional(NOME_INVIATO_DA, Self::text)?.unwrap_or_default().to_owned();
        Ok(Some(Delegato { id: PersonaId::from_bytes(self.array(INVIATO_DA)?), nome }))
    }

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
