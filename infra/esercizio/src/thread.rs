//! The laws of a thread: its entries, its header, its registrations, its documents, what was told of it.

use cassetto_domain::avviso::Evento;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::preferenze::PoliticaSms;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Stato;
use cassetto_prove::sha256;
use cassetto_store::{Contenuto, Messaggio, Parte, StoreError, Thread, Voce};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};
use crate::oggetti;

/// How many rows one batch asks for.
const BATCH: usize = 100;

/// Everything of a quesito.
pub(crate) async fn check(controllo: &Controllo<'_>, id: QuesitoId) -> Result<(), StoreError> {
    controllo.passo().await;
    if let Ok(Some(thread)) = controllo.store.thread(id).await {
        controllo.visti.borrow_mut().statistiche.expected(&thread);
    }
    controllo.giudica(&id.to_string(), || whole(controllo, id)).await
}

async fn whole(controllo: &Controllo<'_>, id: QuesitoId) -> Result<Vec<Difetto>, StoreError> {
    controllo.passo().await;
    let Some(thread) = controllo.store.thread(id).await? else { return Ok(Vec::new()) };
    let mut found = shape(&thread);
    found.extend(registrations(controllo, &thread).await?);
    found.extend(documents(controllo, &thread).await?);
    found.extend(told(controllo, &thread).await?);
    found.extend(listed(controllo, &thread).await?);
    Ok(found)
}

/// An entry without a header.
pub(crate) async fn header(controllo: &Controllo<'_>, id: QuesitoId) -> Result<(), StoreError> {
    let check = async || {
        controllo.passo().await;
        let there = controllo.store.quesito(id).await?.is_some();
        Ok(if there { Vec::new() } else { vec![Difetto::new(Legge::ThreadIntero, format!("{id}: voci senza testata"))] })
    };
    controllo.giudica(&id.to_string(), check).await
}

/// What a key gave once is there.
pub(crate) async fn used_key(controllo: &Controllo<'_>, id: QuesitoId, protocollo: Protocollo) -> Result<(), StoreError> {
    let check = async || {
        controllo.passo().await;
        let registered = controllo.store.registrazione(protocollo).await?;
        let holds = registered.is_some_and(|registrazione| registrazione.quesito == id);
        Ok(if holds { Vec::new() } else { vec![Difetto::new(Legge::ChiaveUsata, protocollo)] })
    };
    controllo.giudica(&protocollo.to_string(), check).await
}

/// What is among the annulments of a day is annulled.
pub(crate) async fn annulment(controllo: &Controllo<'_>, protocollo: Protocollo) -> Result<(), StoreError> {
    let check = async || {
        controllo.passo().await;
        let registered = controllo.store.registrazione(protocollo).await?;
        let holds = registered.is_some_and(|registrazione| registrazione.annullata.is_some());
        Ok(if holds { Vec::new() } else { vec![Difetto::new(Legge::Annullamento, protocollo)] })
    };
    controllo.giudica(&protocollo.to_string(), check).await
}

/// Entries and header by themselves.
fn shape(thread: &Thread) -> Vec<Difetto> {
    let (quesito, voci) = (&thread.quesito, &thread.voci);
    let mut found = Vec::new();
    let whole = (1..=quesito.versione).eq(voci.iter().map(|voce| voce.versione));
    if !whole {
        found.push(Difetto::new(Legge::ThreadIntero, format!("{}: {} voci, versione {}", quesito.id, voci.len(), quesito.versione)));
    }
    let mut wrong = |what: &str| found.push(Difetto::new(Legge::Testata, format!("{} ({what})", quesito.id)));
    let first = voci.first().and_then(|voce| voce.contenuto.messaggio());
    if first.map(|messaggio| (messaggio.protocollo, messaggio.parte)) != Some((quesito.protocollo, quesito.origine)) {
        wrong("primo protocollo");
    }
    if whole && voci.last().map(|voce| voce.quando) != Some(quesito.aggiornato) {
        wrong("ultimo aggiornamento");
    }
    let closing = closing(thread);
    if (quesito.stato == Stato::Chiusa) != closing.is_some() || quesito.esito.is_some() != closing.is_some() {
        wrong("stato");
    }
    let moved = voci.iter().rev().find_map(|voce| match &voce.contenuto {
        Contenuto::Trasferimento { a, .. } => Some(*a),
        _ => None,
    });
    if moved.unwrap_or(quesito.protocollo.sede) != quesito.sede {
        wrong("sede");
    }
    if quesito.attesa.is_some_and(|attesa| !voci.iter().any(|voce| voce.versione == attesa.versione && is_request(voce))) {
        wrong("documento atteso");
    }
    found
}

fn is_request(voce: &Voce) -> bool {
    voce.contenuto.messaggio().is_some_and(|messaggio| messaggio.richiesta.is_some())
}

/// The entry that closes it.
pub(crate) fn closing(thread: &Thread) -> Option<&Voce> {
    let closes = |voce: &&Voce| matches!(voce.contenuto, Contenuto::Cambio { da, a: Stato::Chiusa, .. } if da != Stato::Chiusa);
    thread.voci.iter().find(closes)
}

/// The number of an entry and what was registered with it.
fn registered(voce: &Voce) -> Option<(Protocollo, Vec<Sha256>, bool)> {
    match &voce.contenuto {
        Contenuto::Messaggio(messaggio) => Some((messaggio.protocollo, fingerprints(messaggio), messaggio.annullata.is_some())),
        Contenuto::Trasferimento { protocollo, motivo, .. } => Some((*protocollo, vec![sha256(motivo.as_str().as_bytes())], false)),
        Contenuto::Cambio { .. } | Contenuto::Assegnazione { .. } | Contenuto::Correlata { .. } => None,
    }
}

fn fingerprints(messaggio: &Messaggio) -> Vec<Sha256> {
    std::iter::once(messaggio.testo.sha256()).chain(messaggio.allegati.iter().map(|documento| documento.allegato.sha256)).collect()
}

async fn registrations(controllo: &Controllo<'_>, thread: &Thread) -> Result<Vec<Difetto>, StoreError> {
    let wanted: Vec<_> = thread.voci.iter().filter_map(|voce| registered(voce).map(|what| (voce.versione, what))).collect();
    let mut found = Vec::new();
    for batch in wanted.chunks(BATCH) {
        let numbers: Vec<Protocollo> = batch.iter().map(|(_, (protocollo, ..))| *protocollo).collect();
        controllo.passo().await;
        let rows = controllo.store.registrazioni(&numbers).await?;
        for (versione, (protocollo, documents, annulled)) in batch {
            let row = rows.iter().find(|row| row.protocollo == *protocollo);
            let holds = row.is_some_and(|row| row.quesito == thread.quesito.id && row.versione == *versione && row.documenti == *documents);
            if !holds {
                found.push(Difetto::new(Legge::VoceRegistrata, format!("{protocollo} ({}, voce {versione})", thread.quesito.id)));
            }
            let noted = row.is_some_and(|row| row.annullata.is_some());
            let listed = if noted || *annulled {
                controllo.passo().await;
                controllo.store.is_annullata(protocollo.sede, protocollo).await?
            } else {
                false
            };
            if row.is_some() && (noted != *annulled || listed != *annulled) {
                found.push(Difetto::new(Legge::Annullamento, protocollo));
            }
        }
    }
    Ok(found)
}

async fn documents(controllo: &Controllo<'_>, thread: &Thread) -> Result<Vec<Difetto>, StoreError> {
    let mut found = Vec::new();
    for messaggio in thread.messaggi() {
        for documento in &messaggio.allegati {
            let dove = format!("{} ({})", documento.allegato.id, messaggio.protocollo);
            if documento.oscurato.is_none() {
                found.extend(oggetti::present(controllo, &documento.allegato, &dove).await?);
            } else {
                controllo.passo().await;
                if controllo.store.misura_allegato(documento.allegato.id).await?.is_some() {
                    found.push(Difetto::new(Legge::OggettoOscurato, dove));
                }
            }
        }
    }
    Ok(found)
}

/// What each entry is told as, and to whom at least.
fn events(thread: &Thread) -> Vec<(&Voce, PersonaId, Evento)> {
    let datore = thread.quesito.datore;
    let mut events = Vec::new();
    for voce in &thread.voci {
        match &voce.contenuto {
            Contenuto::Messaggio(messaggio) => match (messaggio.parte, &messaggio.delegato) {
                (Parte::Cittadino, Some(delegato)) => {
                    events.push((voce, datore, Evento::PerConto));
                    if voce.versione == 1 {
                        events.push((voce, delegato.id, Evento::Protocollato));
                    }
                }
                (Parte::Cittadino, None) if voce.versione == 1 => events.push((voce, datore, Evento::Protocollato)),
                (Parte::Cittadino, None) => {}
                (Parte::Ufficio, _) if voce.versione == 1 => events.push((voce, datore, Evento::Comunicazione)),
                (Parte::Ufficio, _) if messaggio.richiesta.is_some() => events.push((voce, datore, Evento::RichiestaDocumento)),
                (Parte::Ufficio, _) => events.push((voce, datore, Evento::Risposta)),
            },
            Contenuto::Cambio { da, a: Stato::Chiusa, .. } if *da != Stato::Chiusa => events.push((voce, datore, Evento::Chiuso)),
            Contenuto::Cambio { da: Stato::Aperta, a: Stato::InCarico, .. } => events.push((voce, datore, Evento::PresoInCarico)),
            Contenuto::Trasferimento { .. } => events.push((voce, datore, Evento::Trasferito)),
            Contenuto::Cambio { .. } | Contenuto::Assegnazione { .. } | Contenuto::Correlata { .. } => {}
        }
    }
    events
}

async fn told(controllo: &Controllo<'_>, thread: &Thread) -> Result<Vec<Difetto>, StoreError> {
    let mut found = Vec::new();
    for (voce, persona, evento) in events(thread) {
        controllo.passo().await;
        let told = controllo.store.avvisi_al(persona, voce.quando).await?;
        let about = cassetto_store::Luogo::Quesito(thread.quesito.id);
        if told.iter().any(|avviso| avviso.evento == evento && avviso.luogo == about)
            || unreachable(controllo, persona, evento, voce).await?
        {
            continue;
        }
        found.push(Difetto::new(Legge::AvvisoDiEvento, format!("{} (voce {}, {evento:?})", thread.quesito.id, voce.versione)));
    }
    Ok(found)
}

/// Whether a person could not be told then: they can't be now, or changed their contacts since.
async fn unreachable(controllo: &Controllo<'_>, persona: PersonaId, evento: Evento, voce: &Voce) -> Result<bool, StoreError> {
    controllo.passo().await;
    let Some(who) = controllo.store.persona(persona).await? else { return Ok(true) };
    if who.preferenze.canali(evento.genere(), who.ruolo, &who.contatti, PoliticaSms::default()).0.is_empty() {
        return Ok(true);
    }
    controllo.passo().await;
    let changes = controllo.store.storia_contatti(persona).await?;
    Ok(changes.iter().any(|change| change.quando > voce.quando))
}

/// Whose lists it is in follows who acts for its employer.
async fn listed(controllo: &Controllo<'_>, thread: &Thread) -> Result<Vec<Difetto>, StoreError> {
    let quesito = &thread.quesito;
    if controllo.visti.borrow().in_moto.contains(&quesito.datore) {
        return Ok(Vec::new());
    }
    controllo.passo().await;
    let acts = controllo.store.delega_attiva(quesito.datore).await?.map(|attiva| attiva.intermediario);
    let holds = quesito.delegato == acts || (quesito.delegato.is_none() && is_over(controllo, quesito.datore, acts).await?);
    Ok(if holds { Vec::new() } else { vec![Difetto::new(Legge::ElencoDelDelegato, quesito.id)] })
}

/// Whether the last day of a delega has passed, and only the pointer doesn't say so yet.
async fn is_over(controllo: &Controllo<'_>, datore: PersonaId, acts: Option<PersonaId>) -> Result<bool, StoreError> {
    let Some(intermediario) = acts else { return Ok(false) };
    controllo.passo().await;
    let granted = controllo.store.concessione_scritta(intermediario, datore).await?;
    let today = cassetto_domain::calendario::oggi(controllo.opzioni.now);
    Ok(granted.is_some_and(|granted| granted.fino.is_some_and(|fino| fino < today)))
}
