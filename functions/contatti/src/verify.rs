use cassetto_api::contatti::VerifyContatto;
use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_domain::codice_usa::{CodiceUso, EsitoCodice};
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<VerifyContatto>) -> Result<Reply<Nulla>, Failure> {
    let body = richiesta.body;
    let codice = CodiceUso::parse(&body.codice).map_err(|_| Failure::campo("codice", Motivo::CodiceSbagliato))?;
    let motivo = match kit.store.verify_contatto(caller.persona(), body.tipo.into(), &codice, kit.clock.now()).await? {
        EsitoCodice::Giusto => return Ok(Nulla {}.into()),
        EsitoCodice::Sbagliato { .. } => Motivo::CodiceSbagliato,
        EsitoCodice::Scaduto => Motivo::CodiceScaduto,
        EsitoCodice::Esaurito => Motivo::CodiceEsaurito,
    };
    Err(Failure::campo("codice", motivo))
}
