//! One try at sending one entry: its documents, its words, and what the answer means for it. An area of its own, which comes with the
//! first that is sent.

use std::cell::Cell;
use std::pin::Pin;

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{Parte, ProtocolloVoce, QuesitoDettaglio, StatoVoce, Voce as Passaggio};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{ErroreCampo, Problema, Tipo};
use cassetto_api::quesiti::{
    AllegatoInviato, CreateMessaggio, CreateQuesito, GetQuesito, NuovoMessaggio, NuovoQuesito, QuesitoPath, QuesitoProtocollato,
};
use cassetto_domain::id::{PersonaId, QuesitoId};

use super::magazzino;
use super::verdetto::{self, Verdetto};
use super::voce::{Arrivo, Cosa, Messaggio, Stato, Voce};
use crate::api::{Client, Errore, Extra};
use crate::aree::{Pagina, brought};
use crate::browser;
use crate::cartella::{Cartella, FaseFile, indice};
use crate::vista::prelude::*;

/// What the service answered to what was sent.
pub enum Risposta {
    Quesito(Box<QuesitoProtocollato>),
    Messaggio(Box<QuesitoDettaglio>),
}

impl Risposta {
    /// The number of what was sent.
    pub fn protocollo(&self) -> Option<&ProtocolloVoce> {
        match self {
            Self::Quesito(answer) => Some(&answer.protocollo),
            Self::Messaggio(dettaglio) => dettaglio.voci.iter().rev().find_map(|voce| match voce {
                Passaggio::Messaggio { parte: Parte::Cittadino, protocollo, .. } => Some(protocollo),
                _ => None,
            }),
        }
    }

    fn quesito(&self) -> QuesitoId {
        match self {
            Self::Quesito(answer) => answer.id,
            Self::Messaggio(dettaglio) => dettaglio.quesito.id,
        }
    }
}

/// Who sends, and with which documents when they are at hand already: of that time ([`Cartella::volta`]).
#[derive(Clone, Copy)]
pub struct Mittente {
    pub client: Client,
    pub persona: PersonaId,
    pub cartella: Option<(Cartella, u32)>,
}

impl Mittente {
    /// The documents at hand. Where the page that had them has gone, or shows another draft's, the device has them.
    fn at_hand(self) -> Option<Cartella> {
        self.cartella.filter(|(cartella, volta)| *volta > 0 && cartella.volta() == *volta).map(|(cartella, _)| cartella)
    }
}

/// Why it did not go.
enum Intoppo {
    Verdetto(Verdetto),
    /// A document that will never do as it is.
    Documento(usize, Motivo),
}

type Spedizione = fn(Mittente, &mut Voce) -> Pin<Box<dyn Future<Output = Option<Risposta>> + '_>>;

thread_local! {
    /// Once the area is here.
    static SPEDIZIONE: Cell<Option<Spedizione>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronta() -> Nodo {
    SPEDIZIONE.set(Some(|mittente, voce| Box::pin(send(mittente, voce))));
    ().nodo()
}

/// Tries once, and keeps on the device what is known after it. The answer, when it has arrived.
pub(super) async fn leave(mittente: Mittente, voce: &mut Voce) -> Option<Risposta> {
    let Some(send) = brought(&SPEDIZIONE, Pagina::Spedizione).await else {
        // No network: as any other try without an answer.
        voce.tentativi += 1;
        return None;
    };
    send(mittente, voce).await
}

async fn send(mittente: Mittente, voce: &mut Voce) -> Option<Risposta> {
    // What one tidies up by oneself, once: documents that have expired, a quesito that has moved on.
    let mut may_mend = true;
    loop {
        let before = voce.corpo.is_some();
        let verdetto = match attempt(mittente, voce).await {
            Ok(risposta) => {
                voce.corpo = None;
                voce.stato = Stato::Protocollato(Arrivo {
                    quesito: risposta.quesito(),
                    numero: risposta.protocollo().map(|protocollo| protocollo.numero.clone()).unwrap_or_default(),
                    quando: browser::now(),
                });
                keep(mittente.persona, voce).await;
                magazzino::lighten(mittente.persona, &voce.id).await;
                return Some(risposta);
            }
            Err(Intoppo::Verdetto(verdetto)) => verdetto,
            Err(Intoppo::Documento(place, motivo)) => Verdetto::Rifiutato(Box::new(about_document(place, motivo))),
        };
        match verdetto {
            Verdetto::Ancora => voce.tentativi += 1,
            Verdetto::NonOra => {
                voce.tentativi += 1;
                voce.corpo.take_if(|_| !before);
            }
            Verdetto::Accesso => {
                voce.stato = Stato::Accesso;
                voce.corpo.take_if(|_| !before);
            }
            Verdetto::Sospeso(problema) => voce.stato = Stato::DaCorreggere(problema),
            Verdetto::Rifiutato(problema) => {
                voce.corpo = None;
                voce.chiave = browser::random_key();
                voce.tentativi = 0;
                if std::mem::take(&mut may_mend) && mend(mittente, voce, &problema).await {
                    continue;
                }
                voce.stato = Stato::DaCorreggere(problema);
            }
        }
        keep(mittente.persona, voce).await;
        return None;
    }
}

/// Unless the person has thrown it away meanwhile, and it has not arrived.
async fn keep(persona: PersonaId, voce: &Voce) {
    let gone = matches!(magazzino::one(persona, &voce.id).await, Some(Voce { stato: Stato::Scartato(_), .. }));
    if !gone || matches!(voce.stato, Stato::Protocollato(_)) {
        magazzino::save(persona, voce).await;
    }
}

async fn attempt(mittente: Mittente, voce: &mut Voce) -> Result<Risposta, Intoppo> {
    let before = voce.corpo.is_some();
    let corpo = match &voce.corpo {
        Some(corpo) => corpo.clone(),
        None => {
            let allegati = documents(mittente, voce).await?;
            voce.documenti = allegati.len();
            let corpo = write(voce, allegati).ok_or(Intoppo::Verdetto(Verdetto::NonOra))?;
            // Before it leaves: whatever becomes of this tab, the next try repeats it.
            voce.corpo = Some(corpo.clone());
            keep(mittente.persona, voce).await;
            corpo
        }
    };
    let chiave = voce.chiave.clone();
    let answer = match &voce.cosa {
        Cosa::Quesito { .. } => {
            let answer = mittente.client.post_text::<CreateQuesito>(&Nulla {}, corpo, chiave).await;
            answer.map(|answer| Risposta::Quesito(Box::new(answer)))
        }
        Cosa::Messaggio(messaggio) => {
            let path = QuesitoPath { id: messaggio.quesito };
            let answer = mittente.client.post_text::<CreateMessaggio>(&path, corpo, chiave).await;
            answer.map(|answer| Risposta::Messaggio(Box::new(answer)))
        }
    };
    answer.map_err(|errore| Intoppo::Verdetto(verdetto::of(errore, before)))
}

/// Its documents, all of them uploaded.
async fn documents(mittente: Mittente, voce: &Voce) -> Result<Vec<AllegatoInviato>, Intoppo> {
    let owner = Owner::new();
    let at_hand = mittente.at_hand();
    let cartella = match at_hand {
        Some(cartella) => cartella,
        None => open(mittente, voce, &owner).await,
    };
    let ready = cartella.settle().await;
    if at_hand.is_some() && mittente.at_hand().is_none() {
        // The next try takes those that the device keeps.
        return Err(Intoppo::Verdetto(Verdetto::NonOra));
    }
    let found = cartella.inviati();
    let failure = cartella.failure();
    if at_hand.is_none() {
        cartella.close();
    }
    match failure {
        // Who sends looks at them; what waits has to have kept them all.
        None if ready && (at_hand.is_some() || found.len() == voce.documenti) => Ok(found),
        None => Err(Intoppo::Documento(found.len(), Motivo::AllegatoScaduto)),
        Some((_, FaseFile::Fallito(errore))) => Err(Intoppo::Verdetto(verdetto::of(errore, false))),
        Some((place, _)) => Err(Intoppo::Documento(place, Motivo::Altro)),
    }
}

/// Those that the device keeps with the entry.
async fn open(mittente: Mittente, voce: &Voce, owner: &Owner) -> Cartella {
    let cartella = owner.with(|| Cartella::new(mittente.client));
    cartella.serve(voce.gestione().into());
    cartella.open(magazzino::slot(mittente.persona, &voce.id)).await;
    cartella
}

fn about_document(place: usize, motivo: Motivo) -> Problema {
    let campo = ErroreCampo { campo: format!("allegati[{place}]"), motivo, messaggio: motivo.messaggio().to_owned() };
    Problema { campi: vec![campo], ..Tipo::DatiNonValidi.problema() }
}

/// The body of its send.
fn write(voce: &Voce, allegati: Vec<AllegatoInviato>) -> Option<String> {
    match &voce.cosa {
        Cosa::Quesito { datore, bozza } => {
            let email = bozza.email_aggiuntiva.trim();
            let nuovo = NuovoQuesito {
                datore: *datore,
                gestione: bozza.gestione,
                rapporto: bozza.rapporto.clone(),
                categoria: bozza.categoria.clone(),
                versione_categorie: bozza.versione_categorie,
                oggetto: bozza.oggetto.clone(),
                testo: bozza.testo.clone(),
                allegati,
                correlata: bozza.correlata,
                email_aggiuntiva: (!email.is_empty()).then(|| email.to_owned()),
                bozza: bozza.copia.saved(),
            };
            serde_json::to_string(&nuovo).ok()
        }
        Cosa::Messaggio(messaggio) => {
            let Messaggio { versione, testo, risponde_a, .. } = messaggio.clone();
            serde_json::to_string(&NuovoMessaggio { versione, testo, allegati, risponde_a }).ok()
        }
    }
}

/// Whether what was refused can be put right without asking.
async fn mend(mittente: Mittente, voce: &mut Voce, problema: &Problema) -> bool {
    if verdetto::is_expired(problema) {
        let owner = Owner::new();
        let at_hand = mittente.at_hand();
        let cartella = match at_hand {
            Some(cartella) => cartella,
            None => open(mittente, voce, &owner).await,
        };
        let repeated = send_expired_again(cartella, &problema.campi) && cartella.settle().await;
        if at_hand.is_none() {
            cartella.close();
        }
        return repeated;
    }
    match &mut voce.cosa {
        Cosa::Messaggio(messaggio) if problema.kind() == Some(Tipo::VersioneSuperata) => catch_up(mittente.client, messaggio).await,
        Cosa::Messaggio(_) | Cosa::Quesito { .. } => false,
    }
}

/// The quesito has moved on: whether it has nothing new to read, and still takes a message.
async fn catch_up(client: Client, messaggio: &mut Messaggio) -> bool {
    let path = QuesitoPath { id: messaggio.quesito };
    let Ok(dettaglio) = client.call::<GetQuesito>(&path, &Nulla {}, &Nulla {}, Extra::default()).await else { return false };
    let seen = messaggio.versione;
    let news = dettaglio.voci.iter().any(|voce| matches!(voce, Passaggio::Messaggio { versione, .. } if *versione > seen));
    messaggio.versione = dettaglio.quesito.versione;
    !news && dettaglio.quesito.stato != StatoVoce::Chiusa
}

/// Sends again the documents that the service has lost. Whether there were any.
pub fn send_expired_again(cartella: Cartella, campi: &[ErroreCampo]) -> bool {
    let documents = cartella.documenti.try_get_untracked().unwrap_or_default();
    let expired: Vec<_> = campi
        .iter()
        .filter(|campo| campo.motivo == Motivo::AllegatoScaduto)
        .filter_map(|campo| documents.get(indice(&campo.campo)?))
        .collect();
    for documento in &expired {
        cartella.restart(documento);
    }
    !expired.is_empty()
}

/// A refusal as the pages show it.
pub fn refusal(problema: &Problema) -> Errore {
    Errore::Problema(Box::new(problema.clone()))
}
