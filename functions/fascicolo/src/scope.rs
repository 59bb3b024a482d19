//! A quesito of the operator's own sede, at the version that they saw, in a state that allows the command.

use cassetto_api::modello::{QuesitoDettaglio, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario::oggi;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::profilo::{self, Profilo};
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Comando, Stato};
use cassetto_domain::testo::Testo;
use cassetto_domain::{orologio, sede};
use cassetto_runtime::vista::{Vista, sede_voce};
use cassetto_runtime::{Failure, Kit, Operatore, Reply};
use cassetto_store::{Annuncio, Contenuto, EsitoInvio, Lettura, Messaggio, NuovoMessaggio, Parte, Passo, Quesito, Thread};
use jiff::civil::Date;
use sha2::Digest;

/// The quesito's thread. Another sede's is not found.
pub async fn thread(kit: &Kit, caller: &Operatore, id: QuesitoId) -> Result<Thread, Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    if thread.quesito.sede == caller.sede { Ok(thread) } else { Err(Tipo::NonTrovato.into()) }
}

/// A registered message of the thread, by its version.
pub fn message_of(thread: &Thread, voce: u32) -> Result<&Messaggio, Failure> {
    let found = thread.voci.iter().find(|each| each.versione == voce).and_then(|each| each.contenuto.messaggio());
    found.ok_or_else(|| Failure::campo("voce", Motivo::VoceSconosciuta))
}

/// The thread of a registration: of a thread that the caller's sede has, or of an entry in its own register wherever the thread is now,
/// for a register stays its sede's. Anything else is not found.
pub async fn registered(kit: &Kit, caller: &Operatore, id: QuesitoId, voce: u32) -> Result<Thread, Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    let own = message_of(&thread, voce).is_ok_and(|messaggio| messaggio.protocollo.sede == caller.sede);
    if own || thread.quesito.sede == caller.sede { Ok(thread) } else { Err(Tipo::NonTrovato.into()) }
}

/// The quesito alone. Another sede's is not found.
pub async fn header(kit: &Kit, caller: &Operatore, id: QuesitoId) -> Result<Quesito, Failure> {
    Ok(kit.store.quesito(id).await?.filter(|quesito| quesito.sede == caller.sede).ok_or(Tipo::NonTrovato)?)
}

/// The state after `comando`. Somebody else's change is told before an illegal command: it is the reason for it.
pub fn allow(quesito: &Quesito, versione: u32, comando: Comando) -> Result<Stato, Failure> {
    if quesito.versione != versione {
        return Err(Tipo::VersioneSuperata.into());
    }
    Ok(quesito.stato.apply(comando)?)
}

/// While a document of the citizen is awaited, what would leave nobody to wait for it is refused.
pub fn not_waiting(quesito: &Quesito) -> Result<(), Failure> {
    if quesito.attesa.is_some() { Err(Tipo::DocumentoAtteso.into()) } else { Ok(()) }
}

/// What its gestione allowed when it was sent.
pub fn profilo(quesito: &Quesito) -> &'static Profilo {
    profilo::versione(quesito.gestione, quesito.versione_categorie).unwrap_or_else(|| profilo::corrente(quesito.gestione))
}

/// What an idempotency key stands for: this body, on this quesito.
pub fn impronta(id: QuesitoId, body: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::new().chain_update(id.as_bytes()).chain_update(body).finalize().into())
}

/// A message of the caller's office.
pub fn message(caller: Operatore, testo: Testo, allegati: Vec<Allegato>) -> NuovoMessaggio {
    NuovoMessaggio {
        parte: Parte::Ufficio,
        autore: sede_voce(caller.sede).nome,
        operatore: Some(record(caller)),
        delegato: None,
        testo,
        allegati,
        richiesta: None,
        risponde_a: None,
    }
}

/// Who acts, as it is recorded.
pub fn record(caller: Operatore) -> cassetto_store::Operatore {
    cassetto_store::Operatore { id: caller.persona, nome: caller.nome }
}

/// The employer is told, and who acts for them.
pub fn tell(quesito: &Quesito, evento: Evento) -> Vec<Annuncio> {
    let people = std::iter::once(quesito.datore).chain(quesito.delegato);
    people.map(|persona| Annuncio { persona, evento }).collect()
}

/// Writes a step and shows the quesito after it.
pub async fn step(
    kit: &Kit,
    prima: Quesito,
    dopo: Quesito,
    contenuto: Contenuto,
    annunci: Vec<Annuncio>,
) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let passo = Passo { prima, dopo, contenuto, annunci };
    kit.store.step(&passo, kit.clock.now()).await?;
    show(kit, passo.prima.id).await
}

/// The quesito as it is now.
pub async fn show(kit: &Kit, id: QuesitoId) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    Ok(Vista::Ufficio.dettaglio(&thread).into())
}

/// What a sede that no longer has the quesito reads of it: one entry of its own register, without text and documents, under the header
/// as it was presented. What happened since, and how it stands, is the other sede's.
pub async fn show_registered(kit: &Kit, caller: &Operatore, id: QuesitoId, voce: u32) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let Thread { quesito: attuale, mut voci, .. } = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    voci.retain(|each| each.versione == voce);
    let quesito = Quesito {
        sede: caller.sede,
        stato: Stato::Aperta,
        esito: None,
        aggiornato: attuale.presentato,
        termine: promised(&attuale),
        attesa: None,
        email_aggiuntiva: None,
        versione: voce,
        letto: Lettura::default(),
        letto_delegato: Lettura::default(),
        letto_ufficio: Lettura::default(),
        novita: 0,
        novita_cittadino: 0,
        operatore: None,
        ..attuale
    };
    let mut dettaglio = Vista::Ufficio.dettaglio(&Thread { quesito, voci, avvisi: Vec::new() });
    dettaglio.scrive = false;
    for voce in &mut dettaglio.voci {
        if let Voce::Messaggio { testo, allegati, oscurato, .. } = voce {
            testo.clear();
            allegati.clear();
            *oscurato = None;
        }
    }
    Ok(dettaglio.into())
}

/// The last day for the answer as it was promised: a request for a document may have moved it since.
fn promised(quesito: &Quesito) -> Date {
    let presentata = oggi(quesito.presentato);
    let giorni = profilo(quesito).argomento(&quesito.categoria).map_or(orologio::GIORNI_RISPOSTA, |categoria| categoria.giorni_risposta);
    sede::find(&quesito.protocollo.sede).map_or(presentata, |sede| orologio::termine(presentata, giorni, sede))
}

/// How a registered step ended, with the quesito as it is now.
pub async fn outcome(kit: &Kit, esito: EsitoInvio) -> Result<Reply<QuesitoDettaglio>, Failure> {
    match esito {
        EsitoInvio::Protocollato(ricevuta) | EsitoInvio::Replay(ricevuta) => show(kit, ricevuta.quesito).await,
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
