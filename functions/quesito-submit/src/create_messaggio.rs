//! One more message of the citizen: registered with its own number, linked to the last one, sent once for each key.

use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::CreateMessaggio;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario::oggi;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Testo;
use cassetto_domain::{orologio, profilo, sede};
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Campi, Chiunque, Cittadino, Failure, Kit, Reply, Richiesta, allegati};
use cassetto_store::{Annuncio, ChiaveUso, Delegato, EsitoInvio, Lettura, NuovoMessaggio, Parte, PassoRegistrato, Quesito, VoceRegistrata};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::Digest;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<CreateMessaggio>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let now = kit.clock.now();
    let body = richiesta.body;
    // The same words on another quesito are another message.
    let impronta = sha2::Sha256::new().chain_update(richiesta.path.id.as_bytes()).chain_update(&richiesta.raw).finalize();
    let impronta = Sha256(impronta.into());
    let mut campi = Campi::new();
    let testo = campi.check("testo", Testo::parse(&body.testo));
    let documenti = allegati::parse(&mut campi, &body.allegati);
    let Some(testo) = testo else { return Err(campi.into_failure()) };
    campi.finish()?;

    let delegato = match &caller {
        Cittadino::Datore(_) => None,
        Cittadino::Intermediario(intermediario) => Some(Delegato { id: intermediario.persona, nome: intermediario.nome.clone() }),
    };
    let caller = Chiunque::from(caller);
    let (thread, vista) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Scrive).await?;
    if let Some(replay) = kit.store.replay(caller.persona(), &richiesta.key, now).await? {
        return outcome(kit, vista, replay.esito(&impronta)).await;
    }
    if thread.quesito.versione != body.versione {
        return Err(Tipo::VersioneSuperata.into());
    }
    let stato = thread.quesito.stato.apply(Comando::Scrivi)?;
    let mut dopo = Quesito { stato, ..thread.quesito.clone() };
    if let Some(asked) = body.risponde_a {
        resume(&mut dopo, asked, oggi(now))?;
    }
    read(&mut dopo, delegato.as_ref(), now);
    let documenti = allegati::accept(&kit.store, caller.persona(), &richiesta.key, profilo::corrente(dopo.gestione), &documenti).await?;

    let passo = PassoRegistrato {
        registro: dopo.sede,
        precedente: thread.ultimo_protocollo(),
        annunci: announce(&dopo, delegato.as_ref()),
        voce: VoceRegistrata::Messaggio(NuovoMessaggio {
            parte: Parte::Cittadino,
            autore: dopo.nome_datore.clone(),
            operatore: None,
            delegato,
            testo,
            allegati: documenti,
            richiesta: None,
            risponde_a: body.risponde_a,
        }),
        prima: thread.quesito,
        dopo,
    };
    let chiave = ChiaveUso { persona: caller.persona(), chiave: richiesta.key, impronta };
    outcome(kit, vista, kit.store.register_step(&chiave, &passo, now).await?).await
}

/// The document that was asked for is here: the clock goes on, with the days that it stood still added to the term.
fn resume(quesito: &mut Quesito, asked: u32, oggi: Date) -> Result<(), Failure> {
    let attesa = quesito.attesa.take_if(|attesa| attesa.versione == asked);
    let attesa = attesa.ok_or_else(|| Failure::campo("risponde_a", Motivo::RichiestaNonAttesa))?;
    if let Some(sede) = sede::find(&quesito.sede) {
        quesito.termine = orologio::riprendi(quesito.termine, attesa.dal, oggi, sede);
    }
    Ok(())
}

/// Who writes has seen the version that they name, and what they write.
fn read(quesito: &mut Quesito, delegato: Option<&Delegato>, now: Timestamp) {
    let lettura = Lettura { versione: quesito.versione + 1, quando: Some(now) };
    match delegato {
        None => quesito.letto = lettura,
        Some(delegato) if quesito.delegato == Some(delegato.id) => quesito.letto_delegato = lettura,
        Some(_) => {}
    }
}

/// Nobody is told of what they wrote themselves; the employer of what was written for them.
fn announce(quesito: &Quesito, delegato: Option<&Delegato>) -> Vec<Annuncio> {
    delegato.map(|_| Annuncio { persona: quesito.datore, evento: Evento::PerConto }).into_iter().collect()
}

async fn outcome(kit: &Kit, vista: Vista, esito: EsitoInvio) -> Result<Reply<QuesitoDettaglio>, Failure> {
    match esito {
        EsitoInvio::Protocollato(ricevuta) | EsitoInvio::Replay(ricevuta) => {
            let thread = kit.store.thread(ricevuta.quesito).await?.ok_or(Tipo::NonTrovato)?;
            Ok(vista.dettaglio(&thread).into())
        }
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
