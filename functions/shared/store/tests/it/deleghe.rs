//! Delegations: one active for each employer, replaced and ended in one transaction, and the lists that follow from them.

mod contesa;
mod datori;
mod lavoro;
mod vita;

use cassetto_domain::calendario::oggi;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_usa::{CodiceUso, Scopo};
use cassetto_domain::contatto::{Cellulare, Contatti};
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega, TipoDelega, scadenza_richiesta};
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::Filiale;
use cassetto_store::{ChiaveUso, Contatto, Delega, EsitoAccettazione, EsitoRichiesta, Fatto, Persona, SHARDS, Store};
use jiff::Timestamp;

use crate::campioni::{allegato, datore, now, persona_id};

/// An intermediary, known to the store.
pub async fn studio(store: &Store, number: u8) -> Persona {
    let persona = Persona {
        id: persona_id(number),
        nome: format!("Studio {number}"),
        ruolo: Ruolo::Intermediario,
        tipo_delega: Some(TipoDelega::Consulente),
        codice_fiscale: CodiceFiscale::parse("RSSMRA80A01H501U").unwrap(),
        ..datore()
    };
    store.put_persona(&persona).await.unwrap();
    persona
}

/// An employer with a name, known to the store, told of nothing.
pub async fn famiglia(store: &Store, number: u8, cognome: &str, nome: &str) -> Persona {
    let (nome, cognome) = (nome.to_owned(), cognome.to_owned());
    let persona = Persona { id: persona_id(number), nome, cognome, contatti: Contatti::default(), ..datore() };
    store.put_persona(&persona).await.unwrap();
    persona
}

pub fn delega_id(number: u8) -> DelegaId {
    DelegaId::from_bytes([number; 16])
}

/// A request of the employer's, for the intermediary to accept.
pub fn richiesta(number: u8, datore: &Persona, intermediario: &Persona) -> Delega {
    Delega {
        id: delega_id(number),
        datore: datore.into(),
        intermediario: intermediario.into(),
        tipo: intermediario.tipo_delega.unwrap(),
        stato: StatoDelega::Richiesta,
        richiesta_da: Lato::Datore,
        filiale: None,
        dal: None,
        al: None,
        rispondere_entro: scadenza_richiesta(oggi(now())),
        modulo: Some(allegato(7)),
        storia: vec![Fatto { quando: now(), fatto: FattoDelega::Chiesta, lato: Some(Lato::Datore) }],
    }
}

pub fn chiave(number: u8) -> ChiaveUso {
    ChiaveUso { persona: persona_id(1), chiave: format!("chiave-di-delega-{number:03}"), impronta: Sha256([number; 32]) }
}

/// Writes a request.
pub async fn ask(store: &Store, delega: &Delega, at: Timestamp) -> EsitoRichiesta {
    store.request_delega(&chiave(delega.id.as_bytes()[0]), delega, at).await.unwrap()
}

/// Sends the code that accepts a delega and reads it from the outbox.
pub async fn code(store: &Store, persona: PersonaId, delega: DelegaId, at: Timestamp) -> CodiceUso {
    let contatto = Contatto::Sms(Cellulare::parse("+393331234567").unwrap());
    store.send_codice(persona, Scopo::Delega(delega), contatto, at).await.unwrap();
    let mut found = None;
    for shard in 0..SHARDS {
        for biglietto in store.due(shard, at, None).await.unwrap().biglietti {
            if biglietto.persona == persona && biglietto.creato == at && biglietto.codice.is_some() {
                found = biglietto.codice;
            }
        }
    }
    found.expect("a code in the outbox")
}

/// The intermediary accepts, with a right code.
pub async fn accept(store: &Store, delega: &Delega, at: Timestamp) -> EsitoAccettazione {
    let codice = code(store, delega.intermediario.id, delega.id, at).await;
    let filiale = Some(Filiale::parse("Roma Prati").unwrap());
    store.accept_delega(delega, Lato::Intermediario, filiale, &codice, at).await.unwrap()
}

/// An active delega, asked for and accepted.
pub async fn active(store: &Store, delega: &Delega, at: Timestamp) -> Delega {
    ask(store, delega, at).await;
    match accept(store, delega, at).await {
        EsitoAccettazione::Accettata(delega) => *delega,
        other => panic!("{other:?}"),
    }
}
