//! Who is told of what a step did: one notice for each person, with its deliveries by the channels that they prefer.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::consegna::{StatoConsegna, TENTATIVI, TENTATIVI_CON_RISERVA};
use cassetto_domain::contatto::{Contatti, Email};
use cassetto_domain::id::{AvvisoId, PersonaId, QuesitoId};
use cassetto_domain::preferenze::PoliticaSms;
use cassetto_domain::quiete;
use cassetto_domain::ruolo::Ruolo;
use jiff::Timestamp;

use crate::avviso::{Avviso, Consegna, Contatto, Luogo, Via};
use crate::casuale;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys;
use crate::outbox::Biglietto;
use crate::persona::Persona;
use crate::riepilogo;
use crate::traccia;
use crate::transazione::put_new;

/// One event told to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annuncio {
    pub persona: PersonaId,
    pub evento: Evento,
}

impl Store {
    /// The outbox rows of these announcements, to write with what they tell of.
    pub(crate) async fn avvisi_per(
        &self,
        annunci: &[Annuncio],
        quesito: QuesitoId,
        email_aggiuntiva: Option<&Email>,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        self.avvisi_in(annunci, Luogo::Quesito(quesito), email_aggiuntiva, now).await
    }

    /// The same for what leads somewhere else. The contacts and preferences of all persons come in one BatchGetItem, 0.5 read
    /// units each; a person's rows are 4 write units in a transaction, however many channels they chose.
    ///
    /// A person is told once, by the first announcement that names them; the additional address goes with the first of all.
    pub(crate) async fn avvisi_in(
        &self,
        annunci: &[Annuncio],
        luogo: Luogo,
        email_aggiuntiva: Option<&Email>,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut once: Vec<Annuncio> = Vec::new();
        for annuncio in annunci {
            if once.iter().all(|other| other.persona != annuncio.persona) {
                once.push(*annuncio);
            }
        }
        if once.is_empty() {
            return Ok(Vec::new());
        }
        let mut persone = HashMap::new();
        for item in self.get_batch(once.iter().map(|annuncio| keys::persona(annuncio.persona))).await? {
            let persona = Persona::from_item(&item)?;
            persone.insert(persona.id, persona);
        }
        let mut rows = Vec::new();
        for (index, annuncio) in once.iter().enumerate() {
            let Some(persona) = persone.get(&annuncio.persona) else { continue };
            let aggiuntiva = email_aggiuntiva.filter(|_| index == 0);
            let id = casuale::id(AvvisoId::from_bytes)?;
            rows.extend(self.avviso_rows(&avviso(id, persona, annuncio.evento, luogo, aggiuntiva, (self.inner.politica_sms, now)))?);
        }
        Ok(rows)
    }

    /// The rows of a notice: its own, and a ticket for each thing that there is to send. None when it can go nowhere.
    pub(crate) fn avviso_rows(&self, avviso: &Avviso) -> Result<Vec<TransactWriteItem>, StoreError> {
        if avviso.consegne.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = vec![put_new(self, avviso.to_item())?];
        if let Some(prossimo) = avviso.prossimo() {
            rows.push(self.biglietto_row(&Biglietto::new(avviso, prossimo))?);
        }
        if avviso.consegne.iter().any(|consegna| consegna.riepilogo.is_some()) {
            rows.push(self.biglietto_again(&riepilogo::biglietto(avviso.persona, avviso.creato))?);
        }
        Ok(rows)
    }
}

fn avviso(
    id: AvvisoId,
    persona: &Persona,
    evento: Evento,
    luogo: Luogo,
    aggiuntiva: Option<&Email>,
    (politica, now): (PoliticaSms, Timestamp),
) -> Avviso {
    let (subito, riserve) = persona.preferenze.canali(evento.genere(), persona.ruolo, &persona.contatti, politica);
    let massimo = if riserve.is_empty() { TENTATIVI } else { TENTATIVI_CON_RISERVA };
    let digest = |canale| persona.ruolo == Ruolo::Intermediario && canale == Canale::Email;
    let consegna = |canale: Canale, stato, massimo| {
        let riepilogo = (stato == StatoConsegna::InCoda && digest(canale)).then(|| riepilogo::id(persona.id, now));
        let contatto = contatto(canale, &persona.contatti)?;
        Some(Consegna { riepilogo, massimo, ..new_consegna(Via::from(canale), contatto, stato, now) })
    };
    let mut consegne: Vec<Consegna> = subito.into_iter().filter_map(|canale| consegna(canale, StatoConsegna::InCoda, massimo)).collect();
    consegne.extend(riserve.into_iter().filter_map(|canale| consegna(canale, StatoConsegna::Riserva, TENTATIVI)));
    if let Some(email) = aggiuntiva.filter(|email| persona.contatti.email.as_ref() != Some(email)) {
        consegne.push(new_consegna(Via::Aggiuntiva, Contatto::Email(email.clone()), StatoConsegna::InCoda, now));
    }
    let (lingua, correlazione) = (persona.preferenze.lingua, traccia::correlazione());
    Avviso { id, persona: persona.id, creato: now, evento, luogo, lingua, consegne, correlazione, versione: 1 }
}

/// A delivery that nobody has tried, outside quiet hours.
pub(crate) fn new_consegna(via: Via, contatto: Contatto, stato: StatoConsegna, now: Timestamp) -> Consegna {
    Consegna {
        via,
        contatto,
        stato,
        quando: now,
        prossimo: quiete::quando(via.canale(), now),
        tentativi: 0,
        massimo: TENTATIVI,
        messaggio: None,
        accettata: None,
        consegnata: None,
        riepilogo: None,
    }
}

fn contatto(canale: Canale, contatti: &Contatti) -> Option<Contatto> {
    match canale {
        Canale::Sms => contatti.cellulare.clone().map(Contatto::Sms),
        Canale::Email => contatti.email.clone().map(Contatto::Email),
        Canale::Pec => contatti.pec.clone().map(Contatto::Pec),
        Canale::Push => Some(Contatto::Push),
    }
}
