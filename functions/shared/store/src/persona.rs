//! A person as the archives know them.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::id::PersonaId;
use cassetto_domain::posizione::Posizione;
use cassetto_domain::preferenze::Preferenze;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};

use crate::attributi::{
    CAP, CELLULARE, CODICE_FISCALE, COGNOME, EMAIL, FAX, GESTIONE, ID, LAVORATORE, NOME, PEC, POSIZIONI, PREFERENZE, RAPPORTO, RUOLO, SEDE,
    TELEFONO, TIPO_DELEGA,
};
use crate::codice::Coded;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys;
use crate::piega::sort_name;
use crate::primitive::Reading;
use crate::rapporto::Rapporto;

/// Whatever their role.
#[derive(Clone, PartialEq, Eq)]
pub struct Persona {
    pub id: PersonaId,
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
    pub ruolo: Ruolo,
    /// Of an operator only.
    pub sede: Option<CodiceSede>,
    /// Where they live: of an employer.
    pub cap: Option<Cap>,
    pub contatti: Contatti,
    /// By which channels they want to be told.
    pub preferenze: Preferenze,
    /// The kind of delegate: of an intermediary.
    pub tipo_delega: Option<TipoDelega>,
    /// In gestioni other than lavoro domestico: of an employer.
    pub posizioni: Vec<Posizione>,
}

impl fmt::Debug for Persona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.id)
    }
}

impl Persona {
    /// Name and surname.
    #[must_use]
    pub fn nome_e_cognome(&self) -> String {
        format!("{} {}", self.nome, self.cognome)
    }

    /// Whether this is their surname, or their whole name, whatever the case and the accents.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let text = sort_name(text);
        !text.is_empty()
            && [self.cognome.clone(), self.nome_e_cognome(), format!("{} {}", self.cognome, self.nome)]
                .iter()
                .any(|name| sort_name(name) == text)
    }

    fn to_item(&self) -> Item {
        Item::new(keys::persona(self.id))
            .with(ID, blob(*self.id.as_bytes()))
            .with_text(NOME, &self.nome)
            .with_text(COGNOME, &self.cognome)
            .with_text(CODICE_FISCALE, self.codice_fiscale.as_str())
            .with_code(RUOLO, self.ruolo)
            .with_option(SEDE, self.sede, |sede| string(sede.as_str()))
            .with_option(CAP, self.cap, |cap| string(cap.as_str()))
            .with_option(CELLULARE, self.contatti.cellulare.as_ref(), |cellulare| string(cellulare.as_str()))
            .with_option(EMAIL, self.contatti.email.as_ref(), |email| string(email.as_str()))
            .with_option(TELEFONO, self.contatti.telefono.as_ref(), |telefono| string(telefono.as_str()))
            .with_option(FAX, self.contatti.fax.as_ref(), |fax| string(fax.as_str()))
            .with_option(PEC, self.contatti.pec.as_ref(), |pec| string(pec.as_str()))
            .with_option(PREFERENZE, Some(&self.preferenze).filter(|preferenze| **preferenze != Preferenze::default()), |preferenze| {
                string(preferenze_to_text(preferenze))
            })
            .with_option(TIPO_DELEGA, self.tipo_delega, |tipo| string(tipo.code()))
            .with_option(POSIZIONI, Some(&self.posizioni).filter(|posizioni| !posizioni.is_empty()), |posizioni| {
                posizioni_to_value(posizioni)
            })
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            id: PersonaId::from_bytes(item.array(ID)?),
            nome: item.text(NOME)?.to_owned(),
            cognome: item.text(COGNOME)?.to_owned(),
            codice_fiscale: item.parsed(CODICE_FISCALE)?,
            ruolo: item.code(RUOLO)?,
            sede: item.optional(SEDE, Item::parsed)?,
            cap: item.optional(CAP, Item::parsed)?,
            contatti: Contatti {
                telefono: item.optional(TELEFONO, Item::parsed)?,
                cellulare: item.optional(CELLULARE, Item::parsed)?,
                fax: item.optional(FAX, Item::parsed)?,
                email: item.optional(EMAIL, Item::parsed)?,
                pec: item.optional(PEC, Item::parsed)?,
            },
            preferenze: item.optional(PREFERENZE, preferenze_from_item)?.unwrap_or_default(),
            tipo_delega: item.optional(TIPO_DELEGA, Item::code)?,
            posizioni: item.optional(POSIZIONI, posizioni_from_item)?.unwrap_or_default(),
        })
    }
}

pub(crate) fn preferenze_to_text(preferenze: &Preferenze) -> String {
    // Words and sets of words are always JSON; the other branch does not exist.
    serde_json::to_string(preferenze).unwrap_or_default()
}

fn preferenze_from_item(item: &Item, name: &'static str) -> Result<Preferenze, StoreError> {
    serde_json::from_str(item.text(name)?).map_err(|_| StoreError::Illeggibile(name))
}

fn posizioni_to_value(posizioni: &[Posizione]) -> AttributeValue {
    let value = |posizione: &Posizione| {
        AttributeValue::M(HashMap::from([
            (GESTIONE.to_owned(), string(posizione.gestione.code())),
            (RAPPORTO.to_owned(), string(posizione.codice.as_str())),
            (LAVORATORE.to_owned(), string(&posizione.descrizione)),
        ]))
    };
    AttributeValue::L(posizioni.iter().map(value).collect())
}

fn posizioni_from_item(item: &Item, name: &'static str) -> Result<Vec<Posizione>, StoreError> {
    let Some(AttributeValue::L(values)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
    let read = |value: &AttributeValue| {
        let AttributeValue::M(attributes) = value else { return Err(StoreError::Illeggibile(name)) };
        let item = Item(attributes.clone());
        Ok(Posizione { gestione: item.code(GESTIONE)?, codice: item.parsed(RAPPORTO)?, descrizione: item.text(LAVORATORE)?.to_owned() })
    };
    values.iter().map(read).collect()
}

impl Store {
    /// A person alone. 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn persona(&self, id: PersonaId) -> Result<Option<Persona>, StoreError> {
        self.get(keys::persona(id), Reading::Eventual).await?.as_ref().map(Persona::from_item).transpose()
    }

    /// A person with their rapporti, by codice. One Query, 0.5 read units for every 4 KB.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when there is no such person.
    pub async fn home(&self, datore: PersonaId) -> Result<(Persona, Vec<Rapporto>), StoreError> {
        let (first, last) = keys::home();
        let (mut persona, mut rapporti) = (None, Vec::new());
        for item in self.partition(&keys::partizione_persona(datore), Some((first, last)), Reading::Eventual).await? {
            if item.sk()? == keys::PERSONA {
                persona = Some(Persona::from_item(&item)?);
            } else {
                rapporti.push(Rapporto::from_item(&item)?);
            }
        }
        Ok((persona.ok_or(StoreError::Assente)?, rapporti))
    }

    /// Writes a person, whatever was there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_persona(&self, persona: &Persona) -> Result<(), StoreError> {
        self.put_reperibile(persona).await?;
        self.put(persona.to_item()).await
    }
}
