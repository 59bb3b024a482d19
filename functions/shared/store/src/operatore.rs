//! Who works in a sede: whom a quesito may be given to.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;

use crate::attributi::{COGNOME, ID, NOME, RUOLO};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob};
use crate::keys;
use crate::persona::Persona;
use crate::piega::sort_name;
use crate::primitive::Reading;
use crate::quesito::Operatore;

/// Somebody of a sede.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addetto {
    /// As it is recorded with what they do.
    pub operatore: Operatore,
    pub ruolo: Ruolo,
}

impl Addetto {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        let nome = format!("{} {}", item.text(NOME)?, item.text(COGNOME)?);
        Ok(Self { operatore: Operatore { id: PersonaId::from_bytes(item.array(ID)?), nome }, ruolo: item.code(RUOLO)? })
    }
}

fn to_item(persona: &Persona, sede: CodiceSede) -> Item {
    Item::new(keys::operatore(sede, persona.id))
        .with(ID, blob(*persona.id.as_bytes()))
        .with_text(NOME, &persona.nome)
        .with_text(COGNOME, &persona.cognome)
        .with_code(RUOLO, persona.ruolo)
}

/// Where a person works.
fn workplace(persona: &Persona) -> Option<CodiceSede> {
    persona.sede.filter(|_| persona.ruolo.is_ufficio())
}

impl Store {
    /// Everybody of a sede, by surname. One Query, 0.5 read units for every 4 KB: some 40 people.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn operatori(&self, sede: CodiceSede) -> Result<Vec<Addetto>, StoreError> {
        let items = self.partition(&keys::operatori(sede), None, Reading::Eventual).await?;
        let mut people = items
            .iter()
            .map(|item| Ok((sort_name(&format!("{} {}", item.text(COGNOME)?, item.text(NOME)?)), Addetto::from_item(item)?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        people.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(people.into_iter().map(|(_, addetto)| addetto).collect())
    }

    /// One of a sede; none for somebody of another one. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn operatore(&self, sede: CodiceSede, id: PersonaId) -> Result<Option<Addetto>, StoreError> {
        self.get(keys::operatore(sede, id), Reading::Strong).await?.as_ref().map(Addetto::from_item).transpose()
    }

    /// Whose codice fiscale it is. 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn titolare(&self, cf: &CodiceFiscale) -> Result<Option<PersonaId>, StoreError> {
        let item = self.get(keys::titolare(cf), Reading::Eventual).await?;
        item.map(|item| item.array(ID).map(PersonaId::from_bytes)).transpose()
    }

    /// The rows by which a person is found: by their codice fiscale, and in their sede. To write before the person.
    pub(crate) async fn put_reperibile(&self, persona: &Persona) -> Result<(), StoreError> {
        if let Some(sede) = workplace(persona) {
            let before = self.persona(persona.id).await?.as_ref().and_then(workplace);
            if let Some(before) = before.filter(|before| *before != sede) {
                self.delete(keys::operatore(before, persona.id)).await?;
            }
            self.put(to_item(persona, sede)).await?;
        }
        self.put(Item::new(keys::titolare(&persona.codice_fiscale)).with(ID, blob(*persona.id.as_bytes()))).await
    }
}
