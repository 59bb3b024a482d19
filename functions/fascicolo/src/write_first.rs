//! The office writes first: a new quesito, in charge of who writes.

use cassetto_api::fascicolo::{NuovaComunicazione, WriteFirst};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::QuesitoProtocollato;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario::oggi;
use cassetto_domain::categoria::Categoria;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::orologio;
use cassetto_domain::profilo::{self, Profilo};
use cassetto_domain::sede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::{Oggetto, Testo};
use cassetto_runtime::vista::{giorno, protocollo, sede_voce};
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, allegati};
use cassetto_store::{Annuncio, ChiaveUso, EsitoInvio, NuovoInvio, Persona, Ricevuta};
use sha2::Digest;

use crate::{persone, scope};

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<WriteFirst>) -> Result<Reply<QuesitoProtocollato>, Failure> {
    let now = kit.clock.now();
    let body = Compilata::parse(&richiesta.body)?;
    let impronta = Sha256(sha2::Sha256::digest(&richiesta.raw).into());
    if let Some(replay) = kit.store.replay(caller.persona, &richiesta.key, now).await? {
        return outcome(replay.esito(&impronta));
    }
    let datore = match persone::datore(kit, &caller, richiesta.body.datore).await {
        Err(Failure::Problem { tipo: Tipo::NonTrovato, .. }) => return Err(Failure::campo("datore", Motivo::DatoreSconosciuto)),
        other => other?,
    };
    let lavoratore = about(kit, &datore, body.profilo.gestione, &body.rapporto).await?;
    let allegati = allegati::accept(&kit.store, caller.persona, &richiesta.key, body.profilo, &body.allegati).await?;
    let delegato = kit.store.delegato_attivo(datore.id, now).await?;
    let told = std::iter::once(datore.id).chain(delegato);
    let sede = sede::find(&caller.sede).ok_or(Tipo::NonTrovato)?;
    let invio = NuovoInvio {
        chiave: ChiaveUso { persona: caller.persona, chiave: richiesta.key, impronta },
        gestione: body.profilo.gestione,
        datore: datore.id,
        nome_datore: datore.nome_e_cognome(),
        delegato,
        rapporto: body.rapporto,
        lavoratore,
        categoria: body.categoria.codice.to_owned(),
        versione_categorie: body.profilo.versione(),
        oggetto: body.oggetto,
        termine: orologio::termine(oggi(now), body.categoria.giorni_risposta, sede),
        sede: caller.sede,
        messaggio: scope::message(caller, body.testo, allegati),
        email_aggiuntiva: None,
        correlata: None,
        annunci: told.map(|persona| Annuncio { persona, evento: Evento::Comunicazione }).collect(),
    };
    outcome(kit.store.submit(&invio, now).await?)
}

/// Who works in the rapporto, or what the position is. Unknown and somebody else's are the same answer.
async fn about(kit: &Kit, datore: &Persona, gestione: Gestione, codice: &CodiceRapporto) -> Result<String, Failure> {
    if gestione == Gestione::LavoroDomestico {
        let rapporto = kit.store.rapporto(datore.id, codice).await?;
        return rapporto.map(|rapporto| rapporto.lavoratore).ok_or_else(|| Failure::campo("rapporto", Motivo::RapportoNonTuo));
    }
    let posizione = datore.posizioni.iter().find(|posizione| posizione.gestione == gestione && posizione.codice == *codice);
    posizione.map(|posizione| posizione.descrizione.clone()).ok_or_else(|| Failure::campo("rapporto", Motivo::PosizioneNonTua))
}

/// A form whose fields are all acceptable by themselves.
struct Compilata {
    profilo: &'static Profilo,
    categoria: &'static Categoria,
    rapporto: CodiceRapporto,
    oggetto: Oggetto,
    testo: Testo,
    allegati: Vec<Allegato>,
}

impl Compilata {
    fn parse(body: &NuovaComunicazione) -> Result<Self, Failure> {
        let mut campi = Campi::new();
        let rapporto = campi.check("rapporto", CodiceRapporto::parse(&body.rapporto));
        let profilo = profilo::versione(body.gestione.into(), body.versione_categorie).ok_or(Motivo::VersioneCategorieSconosciuta);
        let profilo = campi.check("versione_categorie", profilo);
        let categoria =
            profilo.and_then(|profilo| campi.check("categoria", profilo.argomento(&body.categoria).ok_or(Motivo::CategoriaSconosciuta)));
        let oggetto = campi.check("oggetto", Oggetto::parse(&body.oggetto));
        let testo = campi.check("testo", Testo::parse(&body.testo));
        let allegati = allegati::parse(&mut campi, &body.allegati);
        let (Some(profilo), Some(categoria), Some(rapporto), Some(oggetto), Some(testo)) = (profilo, categoria, rapporto, oggetto, testo)
        else {
            return Err(campi.into_failure());
        };
        campi.finish()?;
        Ok(Self { profilo, categoria, rapporto, oggetto, testo, allegati })
    }
}

fn outcome(esito: EsitoInvio) -> Result<Reply<QuesitoProtocollato>, Failure> {
    match esito {
        EsitoInvio::Protocollato(ricevuta) | EsitoInvio::Replay(ricevuta) => {
            let Ricevuta { quesito, protocollo: registrato, termine } = ricevuta;
            let (protocollo, sede) = (protocollo(&registrato), sede_voce(registrato.sede));
            Ok(QuesitoProtocollato { id: quesito, protocollo, sede, termine: giorno(termine), di_solito: None }.into())
        }
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
