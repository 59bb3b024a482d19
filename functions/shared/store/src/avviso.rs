//! A notice: one event told to one person, with its deliveries. Its row is what the person sees of it, and what the outbox works on.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::avviso::{Canale, Evento, Lingua};
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::contatto::{Cellulare, Email};
use cassetto_domain::id::{AvvisoId, PersonaId, QuesitoId};
use cassetto_domain::quiete;
use jiff::Timestamp;

use crate::attributi::{
    ACCETTATA, CONSEGNATA, CONSEGNE, CONTATTO, CORRELAZIONE, EVENTO, LINGUA, LUOGO, MASSIMO, MESSAGGIO, PERSONA, PROSSIMO, QUANDO, QUESITO,
    RIEPILOGO, SK, STATO, TENTATIVI, VERSIONE, VIA,
};
use crate::codice::Coded;
use crate::error::StoreError;
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::traccia::Correlazione;

/// One event told to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Avviso {
    pub id: AvvisoId,
    pub persona: PersonaId,
    pub creato: Timestamp,
    pub evento: Evento,
    pub luogo: Luogo,
    pub lingua: Lingua,
    pub consegne: Vec<Consegna>,
    /// Of the request that it tells of.
    pub correlazione: Option<Correlazione>,
    /// How many times the row was written.
    pub(crate) versione: u32,
}

/// Where a notice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Luogo {
    Quesito(QuesitoId),
    Deleghe,
    Contatti,
}

/// One way by which a notice goes. There is at most one delivery each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Sms,
    Email,
    Pec,
    Push,
    /// The e-mail address that was given for one communication.
    Aggiuntiva,
}

/// Where a delivery goes, as it was when the notice was written: a change of contacts is for later ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contatto {
    Sms(Cellulare),
    Email(Email),
    Pec(Email),
    /// To whatever browsers the person has by then.
    Push,
}

/// A notice by one way.
#[derive(Clone, PartialEq, Eq)]
pub struct Consegna {
    pub via: Via,
    pub contatto: Contatto,
    pub stato: StatoConsegna,
    /// Since when it is in this state.
    pub quando: Timestamp,
    /// Before this it is not sent.
    pub prossimo: Timestamp,
    /// How many attempts failed, and after how many it is given up.
    pub tentativi: u32,
    pub massimo: u32,
    /// What who carries it calls it.
    pub messaggio: Option<String>,
    /// PEC's first receipt, or that who carries it is still trying.
    pub accettata: Option<Prova>,
    /// PEC's second receipt, or another one that it has arrived.
    pub consegnata: Option<Prova>,
    /// The summary that it is in.
    pub riepilogo: Option<AvvisoId>,
}

/// A receipt that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prova {
    pub quando: Timestamp,
    /// Its own message id.
    pub id: Option<String>,
}

impl fmt::Debug for Avviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Avviso({}, {:?}, {:?})", self.id, self.evento, self.consegne)
    }
}

impl fmt::Debug for Consegna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}, attempt {}", self.via, self.stato, self.tentativi)
    }
}

impl Via {
    #[must_use]
    pub const fn canale(self) -> Canale {
        match self {
            Self::Sms => Canale::Sms,
            Self::Email | Self::Aggiuntiva => Canale::Email,
            Self::Pec => Canale::Pec,
            Self::Push => Canale::Push,
        }
    }
}

impl Via {
    /// A word of its own, such as for the identifier of a message.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.code()
    }
}

impl From<Canale> for Via {
    fn from(canale: Canale) -> Self {
        match canale {
            Canale::Sms => Self::Sms,
            Canale::Email => Self::Email,
            Canale::Pec => Self::Pec,
            Canale::Push => Self::Push,
        }
    }
}

impl Contatto {
    #[must_use]
    pub const fn canale(&self) -> Canale {
        match self {
            Self::Sms(_) => Canale::Sms,
            Self::Email(_) => Canale::Email,
            Self::Pec(_) => Canale::Pec,
            Self::Push => Canale::Push,
        }
    }

    /// Enough to recognise one's own; nothing for a push message.
    #[must_use]
    pub fn mascherato(&self) -> String {
        match self {
            Self::Sms(cellulare) => cellulare.mascherato(),
            Self::Email(email) | Self::Pec(email) => email.mascherato(),
            Self::Push => String::new(),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Sms(cellulare) => cellulare.as_str(),
            Self::Email(email) | Self::Pec(email) => email.as_str(),
            Self::Push => "",
        }
    }
}

impl Avviso {
    /// The delivery by a way.
    #[must_use]
    pub fn consegna(&self, via: Via) -> Option<&Consegna> {
        self.consegne.iter().find(|consegna| consegna.via == via)
    }

    /// What is still to be sent by itself, not in a summary.
    pub fn in_coda(&self) -> impl Iterator<Item = &Consegna> {
        self.consegne.iter().filter(|consegna| consegna.stato == StatoConsegna::InCoda && consegna.riepilogo.is_none())
    }

    /// When something is to be sent next; `None` when nothing is.
    #[must_use]
    pub fn prossimo(&self) -> Option<Timestamp> {
        self.in_coda().map(|consegna| consegna.prossimo).min()
    }

    /// Brings in the first channel that stands by, unless another one works or may still work. Whether it did.
    pub(crate) fn supplisci(&mut self, now: Timestamp) -> bool {
        let hopeful = |consegna: &Consegna| consegna.stato == StatoConsegna::InCoda || consegna.stato.is_riuscita();
        if self.consegne.iter().any(hopeful) {
            return false;
        }
        let Some(riserva) = self.consegne.iter_mut().find(|consegna| consegna.stato == StatoConsegna::Riserva) else { return false };
        riserva.stato = StatoConsegna::InCoda;
        riserva.quando = now;
        riserva.prossimo = quiete::quando(riserva.via.canale(), now);
        true
    }

    pub(crate) fn key(&self) -> keys::Key {
        keys::avviso_di(self.persona, self.creato, self.id)
    }

    pub(crate) fn to_item(&self) -> Item {
        let item = Item::new(self.key())
            .with(PERSONA, blob(*self.persona.as_bytes()))
            .with_code(EVENTO, self.evento)
            .with_code(LINGUA, self.lingua)
            .with_number(VERSIONE, self.versione)
            .with_option(CORRELAZIONE, self.correlazione, |correlazione| blob(*correlazione.as_bytes()))
            .with(CONSEGNE, AttributeValue::L(self.consegne.iter().map(|consegna| AttributeValue::M(consegna.to_item().0)).collect()));
        match self.luogo {
            Luogo::Quesito(quesito) => item.with(QUESITO, blob(*quesito.as_bytes())),
            Luogo::Deleghe => item.with_text(LUOGO, DELEGHE),
            Luogo::Contatti => item.with_text(LUOGO, CONTATTI),
        }
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let (creato, id) = keys::parse_avviso_al(item.sk()?).ok_or(StoreError::Illeggibile(SK))?;
        let luogo = match item.optional(LUOGO, Item::text)? {
            None => Luogo::Quesito(QuesitoId::from_bytes(item.array(QUESITO)?)),
            Some(DELEGHE) => Luogo::Deleghe,
            Some(CONTATTI) => Luogo::Contatti,
            Some(_) => return Err(StoreError::Illeggibile(LUOGO)),
        };
        let Some(AttributeValue::L(values)) = item.0.get(CONSEGNE) else { return Err(StoreError::Illeggibile(CONSEGNE)) };
        let consegne = values.iter().map(|value| match value {
            AttributeValue::M(attributes) => Consegna::from_item(&Item(attributes.clone())),
            _ => Err(StoreError::Illeggibile(CONSEGNE)),
        });
        Ok(Self {
            id,
            persona: PersonaId::from_bytes(item.array(PERSONA)?),
            creato,
            evento: item.code(EVENTO)?,
            luogo,
            lingua: item.code(LINGUA)?,
            consegne: consegne.collect::<Result<_, _>>()?,
            correlazione: item.optional(CORRELAZIONE, Item::array)?.map(Correlazione::from_bytes),
            versione: item.number(VERSIONE)?,
        })
    }
}

const DELEGHE: &str = "deleghe";
const CONTATTI: &str = "contatti";

impl Consegna {
    fn to_item(&self) -> Item {
        Item::default()
            .with_code(VIA, self.via)
            .with_option(CONTATTO, Some(self.contatto.as_str()).filter(|text| !text.is_empty()), string)
            .with_code(STATO, self.stato)
            .with_instant(QUANDO, self.quando)
            .with_instant(PROSSIMO, self.prossimo)
            .with_number(TENTATIVI, self.tentativi)
            .with_number(MASSIMO, self.massimo)
            .with_option(MESSAGGIO, self.messaggio.as_ref(), string)
            .with_option(ACCETTATA, self.accettata.as_ref(), Prova::to_value)
            .with_option(CONSEGNATA, self.consegnata.as_ref(), Prova::to_value)
            .with_option(RIEPILOGO, self.riepilogo, |riepilogo| blob(*riepilogo.as_bytes()))
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        let via: Via = item.code(VIA)?;
        Ok(Self {
            via,
            contatto: match via {
                Via::Sms => Contatto::Sms(item.parsed(CONTATTO)?),
                Via::Email | Via::Aggiuntiva => Contatto::Email(item.parsed(CONTATTO)?),
                Via::Pec => Contatto::Pec(item.parsed(CONTATTO)?),
                Via::Push => Contatto::Push,
            },
            stato: item.code(STATO)?,
            quando: item.instant(QUANDO)?,
            prossimo: item.instant(PROSSIMO)?,
            tentativi: item.number(TENTATIVI)?,
            massimo: item.number(MASSIMO)?,
            messaggio: item.optional(MESSAGGIO, Item::text)?.map(str::to_owned),
            accettata: item.optional(ACCETTATA, Prova::from_item)?,
            consegnata: item.optional(CONSEGNATA, Prova::from_item)?,
            riepilogo: item.optional(RIEPILOGO, Item::array)?.map(AvvisoId::from_bytes),
        })
    }
}

impl Prova {
    fn to_value(&self) -> AttributeValue {
        let id = self.id.as_ref().map(|id| (MESSAGGIO.to_owned(), string(id)));
        AttributeValue::M(HashMap::from_iter(id.into_iter().chain([(QUANDO.to_owned(), instant(self.quando))])))
    }

    fn from_item(item: &Item, name: &'static str) -> Result<Self, StoreError> {
        let Some(AttributeValue::M(attributes)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
        let item = Item(attributes.clone());
        Ok(Self { quando: item.instant(QUANDO)?, id: item.optional(MESSAGGIO, Item::text)?.map(str::to_owned) })
    }
}

impl Avviso {
    /// The row, on condition that it is as it was read; the version moves on.
    pub(crate) fn next_version(&self) -> (Item, AttributeValue) {
        let seen = number(self.versione);
        let mut next = self.clone();
        next.versione += 1;
        (next.to_item(), seen)
    }
}
