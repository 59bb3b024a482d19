//! Sending a quesito: checks first, then one transaction. A key that was used before is answered before anything else is looked at.

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{CreateQuesito, NuovoQuesito, QuesitoProtocollato};
use cassetto_domain::allegato::Allegato;
use cassetto_domain::calendario::{oggi, termine_risposta};
use cassetto_domain::categoria::{self, Categoria};
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::sede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::{Oggetto, Testo};
use cassetto_runtime::vista::{giorno, protocollo, sede_voce};
use cassetto_runtime::{Campi, Datore, Failure, Kit, Reply, Richiesta, allegati};
use cassetto_store::{EsitoInvio, NuovoInvio, Ricevuta};
use sha2::Digest;

pub async fn handle(kit: &Kit, caller: Datore, richiesta: Richiesta<CreateQuesito>) -> Result<Reply<QuesitoProtocollato>, Failure> {
    let now = kit.clock.now();
    let impronta = Sha256(sha2::Sha256::digest(&richiesta.raw).into());
    let campi = Compilati::parse(&richiesta.body)?;

    let contesto = kit.store.prepare(caller.persona, &richiesta.key, &campi.rapporto, now).await?;
    if let Some(replay) = contesto.replay {
        return outcome(replay.esito(&impronta));
    }
    let persona = contesto.persona.ok_or(Tipo::SessioneAssente)?;
    // Unknown and somebody else's are the same answer.
    let rapporto = contesto.rapporto.ok_or_else(|| Failure::campo("rapporto", Motivo::RapportoNonTuo))?;
    let sede = sede::di_residenza(persona.cap.as_ref());
    allegati::accept(&kit.store, caller.persona, &campi.allegati).await?;

    let invio = NuovoInvio {
        chiave: richiesta.key,
        impronta,
        datore: caller.persona,
        nome_datore: persona.nome_e_cognome(),
        rapporto: rapporto.codice,
        lavoratore: rapporto.lavoratore,
        categoria: campi.categoria.codice.clone(),
        versione_categorie: richiesta.body.versione_categorie,
        oggetto: campi.oggetto,
        testo: campi.testo,
        allegati: campi.allegati,
        sede: sede.codice,
        termine: termine_risposta(oggi(now), campi.categoria.giorni_risposta),
        contatti: persona.contatti,
    };
    outcome(kit.store.submit(&invio, now).await?)
}

/// A form whose fields are all acceptable by themselves.
struct Compilati {
    rapporto: CodiceRapporto,
    categoria: &'static Categoria,
    oggetto: Oggetto,
    testo: Testo,
    allegati: Vec<Allegato>,
}

impl Compilati {
    fn parse(body: &NuovoQuesito) -> Result<Self, Failure> {
        let mut campi = Campi::new();
        let rapporto = campi.check("rapporto", CodiceRapporto::parse(&body.rapporto));
        let categorie =
            campi.check("versione_categorie", categoria::versione(body.versione_categorie).ok_or(Motivo::VersioneCategorieSconosciuta));
        let categoria =
            categorie.and_then(|categorie| campi.check("categoria", categorie.find(&body.categoria).ok_or(Motivo::CategoriaSconosciuta)));
        let oggetto = campi.check("oggetto", Oggetto::parse(&body.oggetto));
        let testo = campi.check("testo", Testo::parse(&body.testo));
        let allegati = allegati::parse(&mut campi, &body.allegati);
        campi.finish()?;
        match (rapporto, categoria, oggetto, testo) {
            (Some(rapporto), Some(categoria), Some(oggetto), Some(testo)) => Ok(Self { rapporto, categoria, oggetto, testo, allegati }),
            _ => Err(Failure::campi(Vec::new())),
        }
    }
}

fn outcome(esito: EsitoInvio) -> Result<Reply<QuesitoProtocollato>, Failure> {
    match esito {
        EsitoInvio::Protocollato(Ricevuta { quesito, protocollo: registrato, termine })
        | EsitoInvio::Replay(Ricevuta { quesito, protocollo: registrato, termine }) => Ok(QuesitoProtocollato {
            id: quesito,
            protocollo: protocollo(&registrato),
            sede: sede_voce(registrato.sede),
            termine: giorno(termine),
        }
        .into()),
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
