//! A delega with its history: one row in the employer's partition, and the same in its intermediary's, which move together.
//!
//! That an employer has one active delega at most is the condition on one item, `ATTIVA`, which names it.

mod accetta;
mod concludi;
mod elenco;
mod nomina;
mod quesiti;
mod righe;

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::calendario;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega, TipoDelega};
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::testo::Filiale;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::allegato;
use crate::attributi::{
    AL, CODICE_FISCALE, COGNOME, DAL, DATORE, DELEGA, EVENTO, FILIALE, ID, INTERMEDIARIO, LATO, MODULO, NOME, QUANDO, RISPONDERE_ENTRO,
    STATO, STORIA, TIPO_DELEGA, VERSIONE,
};
use crate::codice::{self, Coded};
use crate::error::StoreError;
use crate::item::{Item, blob, string};
use crate::keys::Key;
use crate::persona::Persona;

pub use accetta::EsitoAccettazione;
pub use elenco::GruppoDeleghe;
pub use nomina::EsitoRichiesta;
pub use quesiti::VistaDelegato;
#[cfg(feature = "ispezione")]
pub(crate) use righe::{Attiva, in_gruppo};

/// A mandate, from the request to its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Delega {
    pub id: DelegaId,
    pub datore: ParteDelega,
    pub intermediario: ParteDelega,
    pub tipo: TipoDelega,
    /// As it was written: [`Delega::stato_al`] tells what time has made of it.
    pub stato: StatoDelega,
    pub richiesta_da: Lato,
    pub filiale: Option<Filiale>,
    /// The first day, once it has been accepted.
    pub dal: Option<Date>,
    /// The last day; none when it lasts until it is revoked.
    pub al: Option<Date>,
    /// The last day on which a request can be accepted.
    pub rispondere_entro: Date,
    /// The signed form, kept already; none for a delega that came from the archives.
    pub modulo: Option<Allegato>,
    /// What happened, oldest first: never empty.
    pub storia: Vec<Fatto>,
}

/// One of the two.
#[derive(Clone, PartialEq, Eq)]
pub struct ParteDelega {
    pub id: PersonaId,
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
}

/// Something that happened to a delega.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fatto {
    pub quando: Timestamp,
    pub fatto: FattoDelega,
    /// Who did it; nobody when a day passed.
    pub lato: Option<Lato>,
}

impl fmt::Debug for Delega {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Delega({}, {:?})", self.id, self.stato)
    }
}

impl fmt::Debug for ParteDelega {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParteDelega({:?})", self.id)
    }
}

impl ParteDelega {
    /// Name and surname.
    #[must_use]
    pub fn nome_e_cognome(&self) -> String {
        format!("{} {}", self.nome, self.cognome).trim().to_owned()
    }

    /// Surname first: how a list sorts them.
    #[must_use]
    pub fn cognome_e_nome(&self) -> String {
        format!("{} {}", self.cognome, self.nome).trim().to_owned()
    }

    fn to_value(&self) -> AttributeValue {
        AttributeValue::M(HashMap::from([
            (ID.to_owned(), blob(*self.id.as_bytes())),
            (NOME.to_owned(), string(&self.nome)),
            (COGNOME.to_owned(), string(&self.cognome)),
            (CODICE_FISCALE.to_owned(), string(self.codice_fiscale.as_str())),
        ]))
    }

    fn from_item(item: &Item, name: &'static str) -> Result<Self, StoreError> {
        let item = inner(item, name)?;
        Ok(Self {
            id: PersonaId::from_bytes(item.array(ID)?),
            nome: item.text(NOME)?.to_owned(),
            cognome: item.text(COGNOME)?.to_owned(),
            codice_fiscale: item.parsed(CODICE_FISCALE)?,
        })
    }
}

impl From<&Persona> for ParteDelega {
    fn from(persona: &Persona) -> Self {
        Self {
            id: persona.id,
            nome: persona.nome.clone(),
            cognome: persona.cognome.clone(),
            codice_fiscale: persona.codice_fiscale.clone(),
        }
    }
}

impl Delega {
    /// One that the archives know as active since `dal`: its form is on paper.
    #[must_use]
    pub fn archiviata(id: DelegaId, datore: &Persona, intermediario: &Persona, tipo: TipoDelega, dal: Timestamp) -> Self {
        let giorno = calendario::oggi(dal);
        Self {
            id,
            datore: datore.into(),
            intermediario: intermediario.into(),
            tipo,
            stato: StatoDelega::Attiva,
            richiesta_da: Lato::Datore,
            filiale: None,
            dal: Some(giorno),
            al: None,
            rispondere_entro: giorno,
            modulo: None,
            storia: vec![Fatto { quando: dal, fatto: FattoDelega::Accettata, lato: Some(Lato::Intermediario) }],
        }
    }

    /// Its state on the day `oggi`.
    #[must_use]
    pub fn stato_al(&self, oggi: Date) -> StatoDelega {
        let last = if self.stato == StatoDelega::Richiesta { Some(self.rispondere_entro) } else { self.al };
        self.stato.al_giorno(oggi, last)
    }

    /// Of one side.
    #[must_use]
    pub const fn parte(&self, lato: Lato) -> &ParteDelega {
        match lato {
            Lato::Datore => &self.datore,
            Lato::Intermediario => &self.intermediario,
        }
    }

    /// Grows with each thing that happens.
    fn versione(&self) -> usize {
        self.storia.len()
    }

    /// When the last thing happened.
    fn aggiornata(&self) -> Timestamp {
        self.storia.last().map_or(Timestamp::UNIX_EPOCH, |fatto| fatto.quando)
    }

    /// With one more thing in its history.
    fn after(&self, stato: StatoDelega, fatto: Fatto) -> Self {
        let mut after = self.clone();
        after.stato = stato;
        after.storia.push(fatto);
        after
    }

    pub(crate) fn to_item(&self, key: Key) -> Item {
        Item::new(key)
            .with(DELEGA, blob(*self.id.as_bytes()))
            .with(DATORE, self.datore.to_value())
            .with(INTERMEDIARIO, self.intermediario.to_value())
            .with_code(TIPO_DELEGA, self.tipo)
            .with_code(STATO, self.stato)
            .with_code(LATO, self.richiesta_da)
            .with_option(FILIALE, self.filiale.as_ref(), |filiale| string(filiale.as_str()))
            .with_option(DAL, self.dal, |dal| string(codice::giorno(dal)))
            .with_option(AL, self.al, |al| string(codice::giorno(al)))
            .with_text(RISPONDERE_ENTRO, codice::giorno(self.rispondere_entro))
            .with_option(MODULO, self.modulo.as_ref(), modulo_to_value)
            .with(STORIA, AttributeValue::L(self.storia.iter().map(|fatto| fatto.to_value()).collect()))
            .with_number(VERSIONE, self.versione())
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let Some(AttributeValue::L(storia)) = item.0.get(STORIA) else { return Err(StoreError::Illeggibile(STORIA)) };
        Ok(Self {
            id: DelegaId::from_bytes(item.array(DELEGA)?),
            datore: ParteDelega::from_item(item, DATORE)?,
            intermediario: ParteDelega::from_item(item, INTERMEDIARIO)?,
            tipo: item.code(TIPO_DELEGA)?,
            stato: item.code(STATO)?,
            richiesta_da: item.code(LATO)?,
            filiale: item.optional(FILIALE, Item::parsed)?,
            dal: item.optional(DAL, Item::parsed)?,
            al: item.optional(AL, Item::parsed)?,
            rispondere_entro: item.parsed(RISPONDERE_ENTRO)?,
            modulo: item.optional(MODULO, modulo_from_item)?,
            storia: storia.iter().map(Fatto::from_value).collect::<Result<_, _>>()?,
        })
    }
}

impl Fatto {
    fn to_value(self) -> AttributeValue {
        let item = Item::default().with_instant(QUANDO, self.quando).with_code(EVENTO, self.fatto);
        AttributeValue::M(item.with_option(LATO, self.lato, |lato| string(lato.code())).0)
    }

    fn from_value(value: &AttributeValue) -> Result<Self, StoreError> {
        let AttributeValue::M(attributes) = value else { return Err(StoreError::Illeggibile(STORIA)) };
        let item = Item(attributes.clone());
        Ok(Self { quando: item.instant(QUANDO)?, fatto: item.code(EVENTO)?, lato: item.optional(LATO, Item::code)? })
    }
}

fn inner(item: &Item, name: &'static str) -> Result<Item, StoreError> {
    match item.0.get(name) {
        Some(AttributeValue::M(attributes)) => Ok(Item(attributes.clone())),
        _ => Err(StoreError::Illeggibile(name)),
    }
}

fn modulo_to_value(modulo: &Allegato) -> AttributeValue {
    AttributeValue::M(allegato::to_map(modulo))
}

fn modulo_from_item(item: &Item, name: &'static str) -> Result<Allegato, StoreError> {
    allegato::from_item(&inner(item, name)?)
}
