//! How entries and notices are written in the table, and read back.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::id::{AvvisoId, PersonaId, QuesitoId};
use cassetto_domain::sha256::Sha256;

use super::{AllegatoVoce, Annotazione, AvvisoPartito, Contenuto, Messaggio, Richiesta, TestoVoce, Voce};
use crate::allegato;
use crate::attributi::{
    ALLEGATI, ANNULLATA, AUTORE, CANALE, COMMENTO, CONSEGNATO, CONTATTO, DA, ESITO, EVENTO, GENERE, ID, IMPRONTA, MOTIVO, NOME,
    NOME_OPERATORE, OPERATORE, OSCURATO, PARTE, PROTOCOLLO, QUANDO, QUESITO, RICHIESTA, RISPONDE_A, SEDE, SK, STATO, TESTO,
};
use crate::avviso::Via;
use crate::codice::{self, Coded};
use crate::error::StoreError;
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::quesito::Operatore;

const MESSAGGIO: &str = "m";
const CAMBIO: &str = "c";
const ASSEGNAZIONE: &str = "a";
const TRASFERIMENTO: &str = "t";
const CORRELATA: &str = "r";

impl Voce {
    pub(crate) fn to_item(&self, quesito: QuesitoId) -> Item {
        let item = Item::new(keys::voce(quesito, self.versione)).with_instant(QUANDO, self.quando);
        match &self.contenuto {
            Contenuto::Messaggio(messaggio) => messaggio.write(item.with_text(GENERE, MESSAGGIO)),
            Contenuto::Cambio { da, a, sede, operatore, commento, esito } => item
                .with_text(GENERE, CAMBIO)
                .with_code(DA, *da)
                .with_code(STATO, *a)
                .with_text(SEDE, sede.as_str())
                .with_operatore(Some(operatore))
                .with_option(COMMENTO, commento.as_ref(), |commento| string(commento.as_str()))
                .with_option(ESITO, *esito, |esito| string(esito.code())),
            Contenuto::Assegnazione { operatore, a, sede } => item
                .with_text(GENERE, ASSEGNAZIONE)
                .with_text(SEDE, sede.as_str())
                .with_operatore(Some(operatore))
                .with_option(ID, a.as_ref(), |a| blob(*a.id.as_bytes()))
                .with_option(NOME, a.as_ref(), |a| string(&a.nome)),
            Contenuto::Trasferimento { da, a, protocollo, operatore, motivo } => item
                .with_text(GENERE, TRASFERIMENTO)
                .with_text(DA, da.as_str())
                .with_text(SEDE, a.as_str())
                .with_text(PROTOCOLLO, codice::protocollo(protocollo))
                .with_operatore(Some(operatore))
                .with_text(MOTIVO, motivo.as_str()),
            Contenuto::Correlata { quesito, protocollo } => item
                .with_text(GENERE, CORRELATA)
                .with(QUESITO, blob(*quesito.as_bytes()))
                .with_text(PROTOCOLLO, codice::protocollo(protocollo)),
        }
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let versione = item.sk()?.strip_prefix(keys::VOCI).and_then(|digits| digits.parse().ok());
        let operatore = || item.operatore()?.ok_or(StoreError::Illeggibile(GENERE));
        let contenuto = match item.text(GENERE)? {
            MESSAGGIO => Contenuto::Messaggio(Box::new(Messaggio::read(item)?)),
            CAMBIO => Contenuto::Cambio {
                da: item.code(DA)?,
                a: item.code(STATO)?,
                sede: item.parsed(SEDE)?,
                operatore: operatore()?,
                commento: item.optional(COMMENTO, Item::parsed)?,
                esito: item.optional(ESITO, Item::code)?,
            },
            ASSEGNAZIONE => Contenuto::Assegnazione {
                operatore: operatore()?,
                a: item
                    .optional(ID, Item::array)?
                    .map(PersonaId::from_bytes)
                    .map(|id| item.text(NOME).map(|nome| Operatore { id, nome: nome.to_owned() }))
                    .transpose()?,
                sede: item.parsed(SEDE)?,
            },
            TRASFERIMENTO => Contenuto::Trasferimento {
                da: item.parsed(DA)?,
                a: item.parsed(SEDE)?,
                protocollo: item.protocollo(PROTOCOLLO)?,
                operatore: operatore()?,
                motivo: item.parsed(MOTIVO)?,
            },
            CORRELATA => {
                Contenuto::Correlata { quesito: QuesitoId::from_bytes(item.array(QUESITO)?), protocollo: item.protocollo(PROTOCOLLO)? }
            }
            _ => return Err(StoreError::Illeggibile(GENERE)),
        };
        Ok(Self { versione: versione.ok_or(StoreError::Illeggibile(SK))?, quando: item.instant(QUANDO)?, contenuto })
    }
}

impl Messaggio {
    fn write(&self, item: Item) -> Item {
        let item = item
            .with_code(PARTE, self.parte)
            .with_text(AUTORE, &self.autore)
            .with_operatore(self.operatore.as_ref())
            .with_delegato(self.delegato.as_ref())
            .with_text(PROTOCOLLO, codice::protocollo(&self.protocollo))
            .with_option(ALLEGATI, Some(&self.allegati).filter(|allegati| !allegati.is_empty()), |allegati| {
                AttributeValue::L(allegati.iter().map(allegato_to_value).collect())
            })
            .with_option(RICHIESTA, self.richiesta, |richiesta| string(codice::giorno(richiesta.entro)))
            .with_option(RISPONDE_A, self.risponde_a, number)
            .with_option(ANNULLATA, self.annullata.as_ref(), Annotazione::to_value);
        match &self.testo {
            TestoVoce::Intero(testo) => item.with_text(TESTO, testo.as_str()),
            TestoVoce::Oscurato(annotazione, sha256) => item.with(OSCURATO, annotazione.to_value()).with(IMPRONTA, blob(sha256.0)),
        }
    }

    fn read(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            parte: item.code(PARTE)?,
            autore: item.text(AUTORE)?.to_owned(),
            operatore: item.operatore()?,
            delegato: item.delegato()?,
            protocollo: item.protocollo(PROTOCOLLO)?,
            testo: match item.optional(OSCURATO, Annotazione::read)? {
                Some(annotazione) => TestoVoce::Oscurato(annotazione, Sha256(item.array(IMPRONTA)?)),
                None => TestoVoce::Intero(item.parsed(TESTO)?),
            },
            allegati: item.optional(ALLEGATI, allegati_from_item)?.unwrap_or_default(),
            richiesta: item.optional(RICHIESTA, Item::parsed)?.map(|entro| Richiesta { entro }),
            risponde_a: item.optional(RISPONDE_A, Item::number)?,
            annullata: item.optional(ANNULLATA, Annotazione::read)?,
        })
    }
}

impl Annotazione {
    pub(crate) fn to_value(&self) -> AttributeValue {
        AttributeValue::M(HashMap::from([
            (OPERATORE.to_owned(), blob(*self.chi.id.as_bytes())),
            (NOME_OPERATORE.to_owned(), string(&self.chi.nome)),
            (QUANDO.to_owned(), instant(self.quando)),
            (MOTIVO.to_owned(), string(self.motivo.as_str())),
        ]))
    }

    pub(crate) fn read(item: &Item, name: &'static str) -> Result<Self, StoreError> {
        let Some(AttributeValue::M(attributes)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
        let item = Item(attributes.clone());
        Ok(Self {
            chi: item.operatore()?.ok_or(StoreError::Illeggibile(name))?,
            quando: item.instant(QUANDO)?,
            motivo: item.parsed(MOTIVO)?,
        })
    }
}

fn allegato_to_value(AllegatoVoce { allegato, oscurato }: &AllegatoVoce) -> AttributeValue {
    let mut map = allegato::to_map(allegato);
    if let Some(annotazione) = oscurato {
        map.insert(OSCURATO.to_owned(), annotazione.to_value());
    }
    AttributeValue::M(map)
}

fn allegati_from_item(item: &Item, name: &'static str) -> Result<Vec<AllegatoVoce>, StoreError> {
    let Some(AttributeValue::L(values)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
    values
        .iter()
        .map(|value| {
            let AttributeValue::M(attributes) = value else { return Err(StoreError::Illeggibile(name)) };
            let item = Item(attributes.clone());
            Ok(AllegatoVoce { allegato: allegato::from_item(&item)?, oscurato: item.optional(OSCURATO, Annotazione::read)? })
        })
        .collect()
}

impl AvvisoPartito {
    /// The row of one delivery.
    pub(crate) fn to_item(&self, quesito: QuesitoId, via: Via) -> Item {
        Item::new(keys::avviso_partito(quesito, self.quando, self.id, via.code()))
            .with(ID, blob(*self.id.as_bytes()))
            .with_instant(QUANDO, self.quando)
            .with_code(CANALE, self.canale)
            .with_code(EVENTO, self.evento)
            .with_text(CONTATTO, &self.contatto)
            .with(CONSEGNATO, AttributeValue::Bool(self.consegnato))
    }

    pub(super) fn from_item(item: &Item) -> Result<Self, StoreError> {
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
