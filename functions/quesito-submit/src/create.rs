//! Sending a quesito: checks first, then one transaction. A key that was used before is answered before anything else is looked at.

mod campi;
mod riferimento;

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{CreateQuesito, QuesitoProtocollato};
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario::oggi;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::profilo::{Pec, Profilo};
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Stato;
use cassetto_domain::{orologio, sede};
use cassetto_runtime::accesso::{self, Conto, Diritto};
use cassetto_runtime::vista::{self, giorno, protocollo, sede_voce};
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta, allegati};
use cassetto_store::{Annuncio, ChiaveUso, Correlata, EsitoInvio, NuovoInvio, NuovoMessaggio, Parte, Persona, Ricevuta};
use sha2::Digest;

use campi::Compilati;
use riferimento::Riferito;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<CreateQuesito>) -> Result<Reply<QuesitoProtocollato>, Failure> {
    let now = kit.clock.now();
    let impronta = Sha256(sha2::Sha256::digest(&richiesta.raw).into());
    // A draft is sent once, from whichever of its author's devices: its name is the key. No key of a request has a slash.
    let chiave = richiesta.body.bozza.map_or(richiesta.key, |bozza| format!("bozza/{bozza}"));
    let campi = Compilati::parse(&richiesta.body)?;
    let conto = accesso::conto(kit, &caller, richiesta.body.datore, Diritto::Scrive).await?;

    let contesto = kit.store.prepare(conto.chi_agisce(), &chiave, conto.datore, &campi.rapporto, now).await?;
    let argomento = (campi.profilo.gestione, campi.categoria.codice);
    if let Some(replay) = contesto.replay {
        return outcome(kit, argomento, replay.esito(&impronta)).await;
    }
    let persona = contesto.persona.ok_or(Tipo::SessioneAssente)?;
    check_pec(campi.profilo, &persona)?;
    let riferito = Riferito::of(campi.profilo, &campi.rapporto, contesto.rapporto, &persona)?;
    let correlata = follow(kit, conto.datore, richiesta.body.correlata).await?;
    let delegato = match &conto.delegato {
        Some(delegato) => Some(delegato.id),
        None => kit.store.delegato_attivo(conto.datore, now).await?,
    };
    let sede = sede::di_residenza(persona.cap.as_ref());
    let allegati = allegati::accept(&kit.store, conto.chi_agisce(), &chiave, campi.profilo, &campi.allegati).await?;

    let nome_datore = persona.nome_e_cognome();
    let invio = NuovoInvio {
        chiave: ChiaveUso { persona: conto.chi_agisce(), chiave, impronta },
        gestione: campi.profilo.gestione,
        datore: conto.datore,
        nome_datore: nome_datore.clone(),
        delegato,
        rapporto: riferito.codice,
        lavoratore: riferito.descrizione,
        categoria: campi.categoria.codice.to_owned(),
        versione_categorie: campi.profilo.versione(),
        oggetto: campi.oggetto,
        messaggio: NuovoMessaggio {
            parte: Parte::Cittadino,
            autore: nome_datore,
            operatore: None,
            delegato: conto.delegato.clone(),
            testo: campi.testo,
            allegati,
            richiesta: None,
            risponde_a: None,
        },
        sede: sede.codice,
        termine: orologio::termine(oggi(now), campi.categoria.giorni_risposta, sede),
        email_aggiuntiva: campi.email_aggiuntiva,
        correlata,
        annunci: announce(&conto),
    };
    let esito = match richiesta.body.bozza {
        Some(bozza) => kit.store.submit_bozza(&invio, conto.chi_agisce(), bozza, now).await?,
        None => kit.store.submit(&invio, now).await?,
    };
    outcome(kit, argomento, esito).await
}

/// Where nothing is taken without a PEC, its absence is said before anything else.
fn check_pec(profilo: &Profilo, persona: &Persona) -> Result<(), Failure> {
    match profilo.pec {
        Pec::Obbligatoria if persona.contatti.pec.is_none() => Err(Failure::campo("gestione", Motivo::PecAssente)),
        Pec::Obbligatoria | Pec::Facoltativa => Ok(()),
    }
}

/// The closed quesito of the same employer that this one follows. Unknown and somebody else's are the same answer.
async fn follow(kit: &Kit, datore: PersonaId, asked: Option<QuesitoId>) -> Result<Option<Correlata>, Failure> {
    let Some(id) = asked else { return Ok(None) };
    let thread = kit.store.thread(id).await?.filter(|thread| thread.quesito.datore == datore);
    let thread = thread.ok_or_else(|| Failure::campo("correlata", Motivo::CorrelataNonTua))?;
    if thread.quesito.stato != Stato::Chiusa {
        return Err(Failure::campo("correlata", Motivo::CorrelataAperta));
    }
    Ok(Some(Correlata { protocollo: thread.ultimo_protocollo(), quesito: thread.quesito }))
}

/// The employer learns of what was done for them; who did it, that it was registered.
fn announce(conto: &Conto) -> Vec<Annuncio> {
    match &conto.delegato {
        None => vec![Annuncio { persona: conto.datore, evento: Evento::Protocollato }],
        Some(delegato) => vec![
            Annuncio { persona: conto.datore, evento: Evento::PerConto },
            Annuncio { persona: delegato.id, evento: Evento::Protocollato },
        ],
    }
}

async fn outcome(kit: &Kit, argomento: (Gestione, &str), esito: EsitoInvio) -> Result<Reply<QuesitoProtocollato>, Failure> {
    match esito {
        EsitoInvio::Protocollato(Ricevuta { quesito, protocollo: registrato, termine })
        | EsitoInvio::Replay(Ricevuta { quesito, protocollo: registrato, termine }) => {
            let (gestione, categoria) = argomento;
            let di_solito = kit.store.di_solito(registrato.sede, gestione, categoria, kit.clock.now()).await;
            Ok(QuesitoProtocollato {
                id: quesito,
                protocollo: protocollo(&registrato),
                sede: sede_voce(registrato.sede),
                termine: giorno(termine),
                // What was protocolled is told, whatever becomes of a figure.
                di_solito: di_solito.ok().flatten().map(vista::di_solito),
            }
            .into())
        }
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
