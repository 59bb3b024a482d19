//! A person as the archives know them.

use std::fmt;

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};

use crate::attributi::{CAP, CELLULARE, CODICE_FISCALE, COGNOME, EMAIL, ID, NOME, RUOLO, SEDE};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys;
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
            contatti: Contatti { cellulare: item.optional(CELLULARE, Item::parsed)?, email: item.optional(EMAIL, Item::parsed)? },
        })
    }
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
        self.put(persona.to_item()).await
    }
}
