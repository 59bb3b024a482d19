//! A person's contacts and preferences: changed by themselves, with a code where one can be sent; what they were is kept.

use std::collections::BTreeSet;
use std::fmt;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::Canale;
use cassetto_domain::codice_usa::{CodiceUso, EsitoCodice, Scopo};
use cassetto_domain::contatto::{Contatti, TipoContatto};
use cassetto_domain::id::PersonaId;
use cassetto_domain::preferenze::Preferenze;
use jiff::Timestamp;

use crate::attributi::{A, CELLULARE, CHI, DA, EMAIL, FAX, PEC, PREFERENZE, QUANDO, SCADE, TELEFONO, TIPO, VALORE};
use crate::avviso::Contatto;
use crate::codice::Coded;
use crate::codice_usa::CodiceInviato;
use crate::connessione::Store;
use crate::dispositivo::Dispositivo;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys;
use crate::persona::{Persona, preferenze_to_text};
use crate::primitive::Reading;
use crate::transazione::{Transazione, put, update};

/// How many changes of contacts the office sees of a person.
const ULTIMI_CAMBI: i32 = 50;

/// All that a person sees of how they are reached.
#[derive(Debug, Clone)]
pub struct Recapiti {
    pub persona: Persona,
    /// New contacts whose code has not come back yet.
    pub in_verifica: Vec<InVerifica>,
    /// Newest first.
    pub storia: Vec<CambioContatto>,
    pub dispositivi: Vec<Dispositivo>,
}

/// A new contact that waits for its code.
#[derive(Clone, PartialEq, Eq)]
pub struct InVerifica {
    pub tipo: TipoContatto,
    pub valore: String,
    pub scade: Timestamp,
}

/// A contact that was changed.
#[derive(Clone, PartialEq, Eq)]
pub struct CambioContatto {
    pub quando: Timestamp,
    pub tipo: TipoContatto,
    /// What it was; `None` when there was none.
    pub da: Option<String>,
    /// What it became; `None` when it was taken away.
    pub a: Option<String>,
    pub chi: Chi,
}

/// Who changed a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chi {
    /// The person, without a code: nothing is sent there.
    Interessato,
    /// The person, with the code that was sent there.
    Verificato,
}

impl fmt::Debug for InVerifica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InVerifica({:?})", self.tipo)
    }
}

impl fmt::Debug for CambioContatto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CambioContatto({}, {:?}, {:?})", self.quando, self.tipo, self.chi)
    }
}

impl Recapiti {
    /// Whether the contact of a kind came back with its code; what the archives gave did not.
    #[must_use]
    pub fn is_verificato(&self, tipo: TipoContatto) -> bool {
        let last = self.storia.iter().find(|cambio| cambio.tipo == tipo);
        last.is_some_and(|cambio| cambio.chi == Chi::Verificato && cambio.a.as_deref() == self.persona.contatti.get(tipo))
    }
}

impl Store {
    /// A person's contacts, preferences, history and browsers. One GetItem and three Queries.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when there is no such person.
    pub async fn recapiti(&self, id: PersonaId, now: Timestamp) -> Result<Recapiti, StoreError> {
        let item = self.get(keys::persona(id), Reading::Strong).await?.ok_or(StoreError::Assente)?;
        let persona = Persona::from_item(&item)?;
        let partition = keys::partizione_persona(id);
        let mut in_verifica = Vec::new();
        for item in self.partition(&partition, Some(keys::tutti(keys::CODICI)), Reading::Strong).await? {
            let tipo =
                TipoContatto::ALL.into_iter().find(|tipo| keys::codice_usa(id, Scopo::Contatto(*tipo)).sk == item.sk().unwrap_or_default());
            let scade = item.instant(SCADE)?;
            if let (Some(tipo), Some(valore)) = (tipo.filter(|_| scade > now), item.optional(VALORE, Item::text)?) {
                in_verifica.push(InVerifica { tipo, valore: valore.to_owned(), scade });
            }
        }
        let (storia, dispositivi) = (self.storia_contatti(id).await?, self.dispositivi(id).await?);
        Ok(Recapiti { persona, in_verifica, storia, dispositivi })
    }

    /// How a person's contacts changed, newest first. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn storia_contatti(&self, persona: PersonaId) -> Result<Vec<CambioContatto>, StoreError> {
        let range = Some(keys::tutti(keys::STORIA_CONTATTI));
        let items = self.partition(&keys::partizione_persona(persona), range, Reading::Strong).await?;
        items.iter().rev().map(CambioContatto::from_item).collect()
    }

    /// The latest changes of a person's contacts, newest first. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ultimi_cambi_contatti(&self, persona: PersonaId) -> Result<Vec<CambioContatto>, StoreError> {
        let (first, last) = keys::tutti(keys::STORIA_CONTATTI);
        let query = self.db().query().table_name(self.table()).key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last");
        let output = query
            .expression_attribute_values(":pk", string(keys::partizione_persona(persona)))
            .expression_attribute_values(":first", string(first))
            .expression_attribute_values(":last", string(last))
            .scan_index_forward(false)
            .limit(ULTIMI_CAMBI)
            .send()
            .await
            .map_err(dynamodb)?;
        output.items.unwrap_or_default().into_iter().map(|item| CambioContatto::from_item(&Item(item))).collect()
    }

    /// Sends a code to a new contact, which counts once the code is back.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn offer_contatto(
        &self,
        persona: PersonaId,
        tipo: TipoContatto,
        contatto: Contatto,
        valore: &str,
        now: Timestamp,
    ) -> Result<CodiceInviato, StoreError> {
        self.send_codice_for(persona, Scopo::Contatto(tipo), contatto, Some(valore), now).await
    }

    /// Takes a new contact with the code that was sent there: for later notices only, those that wait keep theirs.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when contacts or code changed meanwhile.
    pub async fn verify_contatto(
        &self,
        id: PersonaId,
        tipo: TipoContatto,
        codice: &CodiceUso,
        now: Timestamp,
    ) -> Result<EsitoCodice, StoreError> {
        let scopo = Scopo::Contatto(tipo);
        let (esito, valore) = self.try_codice_for(id, scopo, codice, now).await?;
        let (EsitoCodice::Giusto, Some(valore)) = (esito, valore) else { return Ok(esito) };
        let spent = self.spend_codice(id, scopo, codice, now)?;
        let persona = self.recapiti_persona(id).await?;
        self.write_contatto(&persona, tipo, Some(&valore), Chi::Verificato, vec![spent], now).await?;
        Ok(EsitoCodice::Giusto)
    }

    /// Sets a contact that no code can be sent to, or takes any contact away.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when it changed meanwhile.
    pub async fn set_contatto(&self, id: PersonaId, tipo: TipoContatto, valore: Option<&str>, now: Timestamp) -> Result<(), StoreError> {
        let persona = self.recapiti_persona(id).await?;
        self.write_contatto(&persona, tipo, valore, Chi::Interessato, Vec::new(), now).await
    }

    /// Chooses channels. 1 write unit.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when a contact that they need is gone meanwhile.
    pub async fn set_preferenze(&self, id: PersonaId, preferenze: &Preferenze) -> Result<(), StoreError> {
        let used: BTreeSet<Canale> = preferenze.canali.values().flatten().copied().collect();
        let row = update(self, keys::persona(id), |update| {
            let mut condition = "attribute_exists(pk)".to_owned();
            for canale in used {
                condition += match canale {
                    Canale::Sms => " AND attribute_exists(ce)",
                    Canale::Email => " AND attribute_exists(em)",
                    Canale::Pec => " AND attribute_exists(pe)",
                    Canale::Push => "",
                };
            }
            update
                .update_expression("SET #pf = :pf")
                .condition_expression(condition)
                .expression_attribute_names("#pf", PREFERENZE)
                .expression_attribute_values(":pf", string(preferenze_to_text(preferenze)))
        })?;
        match self.transact_patiently(vec![row]).await? {
            Transazione::Fatta => Ok(()),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }

    async fn recapiti_persona(&self, id: PersonaId) -> Result<Persona, StoreError> {
        Persona::from_item(&self.get(keys::persona(id), Reading::Strong).await?.ok_or(StoreError::Assente)?)
    }

    async fn write_contatto(
        &self,
        persona: &Persona,
        tipo: TipoContatto,
        valore: Option<&str>,
        chi: Chi,
        mut rows: Vec<TransactWriteItem>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let da = persona.contatti.get(tipo);
        if da == valore && chi == Chi::Interessato {
            return Ok(());
        }
        rows.push(contact_row(self, persona, tipo, valore)?);
        let cambio = CambioContatto { quando: now, tipo, da: da.map(str::to_owned), a: valore.map(str::to_owned), chi };
        rows.push(put(self, cambio.to_item(persona.id), |put| put)?);
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(()),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }
}

/// The person with a contact changed, on condition that it is as it was seen; a channel that it takes away is chosen no longer.
fn contact_row(store: &Store, persona: &Persona, tipo: TipoContatto, valore: Option<&str>) -> Result<TransactWriteItem, StoreError> {
    let name = attribute(tipo);
    update(store, keys::persona(persona.id), |mut update| {
        update = match persona.contatti.get(tipo) {
            Some(seen) => update.condition_expression("#name = :seen").expression_attribute_values(":seen", string(seen)),
            None => update.condition_expression("attribute_exists(pk) AND attribute_not_exists(#name)"),
        };
        update = update.expression_attribute_names("#name", name);
        match (valore, channel(tipo)) {
            (Some(valore), _) => update.update_expression("SET #name = :value").expression_attribute_values(":value", string(valore)),
            (None, None) => update.update_expression("REMOVE #name"),
            (None, Some(canale)) => {
                let preferenze = persona.preferenze.clone().without(canale);
                update
                    .update_expression("SET #pf = :pf REMOVE #name")
                    .expression_attribute_names("#pf", PREFERENZE)
                    .expression_attribute_values(":pf", string(preferenze_to_text(&preferenze)))
            }
        }
    })
}

const fn attribute(tipo: TipoContatto) -> &'static str {
    match tipo {
        TipoContatto::Telefono => TELEFONO,
        TipoContatto::Cellulare => CELLULARE,
        TipoContatto::Fax => FAX,
        TipoContatto::Email => EMAIL,
        TipoContatto::Pec => PEC,
    }
}

const fn channel(tipo: TipoContatto) -> Option<Canale> {
    match tipo {
        TipoContatto::Telefono | TipoContatto::Fax => None,
        TipoContatto::Cellulare => Some(Canale::Sms),
        TipoContatto::Email => Some(Canale::Email),
        TipoContatto::Pec => Some(Canale::Pec),
    }
}

impl Contatto {
    /// Where a code for a new contact goes; `None` when none can be sent there or it is not set.
    #[must_use]
    pub fn of(contatti: &Contatti, tipo: TipoContatto) -> Option<Self> {
        match tipo {
            TipoContatto::Telefono | TipoContatto::Fax => None,
            TipoContatto::Cellulare => contatti.cellulare.clone().map(Self::Sms),
            TipoContatto::Email => contatti.email.clone().map(Self::Email),
            TipoContatto::Pec => contatti.pec.clone().map(Self::Pec),
        }
    }
}

impl CambioContatto {
    fn to_item(&self, persona: PersonaId) -> Item {
        Item::new(keys::cambio_contatto(persona, self.quando, self.tipo.code()))
            .with_instant(QUANDO, self.quando)
            .with_code(TIPO, self.tipo)
            .with_option(DA, self.da.as_ref(), string)
            .with_option(A, self.a.as_ref(), string)
            .with_code(CHI, self.chi)
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            quando: item.instant(QUANDO)?,
            tipo: item.code(TIPO)?,
            da: item.optional(DA, Item::text)?.map(str::to_owned),
            a: item.optional(A, Item::text)?.map(str::to_owned),
            chi: item.code(CHI)?,
        })
    }
}
