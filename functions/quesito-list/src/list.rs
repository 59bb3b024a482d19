//! One query of one read unit for an unfiltered page of 20; with filters as many rows as it takes, within a bound.

use cassetto_api::modello::{Pagina, QuesitoVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::quesiti::ListQuesiti;
use cassetto_api::tempo::Giorno;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta, limit};
use cassetto_store::FiltroQuesiti;
use jiff::civil::Date;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ListQuesiti>) -> Result<Reply<Pagina<QuesitoVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    let filtro = FiltroQuesiti {
        stato: query.stato.map(Into::into),
        categoria: query.categoria.filter(|text| !text.is_empty()),
        rapporto: query.rapporto.filter(|text| !text.is_empty()).and_then(|text| campi.check("rapporto", CodiceRapporto::parse(&text))),
        oggetto: query.oggetto.filter(|text| !text.trim().is_empty()),
        dal: date(&mut campi, "dal", query.dal),
        al: date(&mut campi, "al", query.al),
    };
    campi.finish()?;
    let datore = scope::datore(kit, &caller, query.datore).await?;
    let pagina = kit.store.list_quesiti(datore, &filtro, query.cursor.as_deref(), limit).await?;
    Ok(Vista::Cittadino.pagina(&pagina).into())
}

fn date(campi: &mut Campi, campo: &str, giorno: Option<Giorno>) -> Option<Date> {
    let giorno = giorno.filter(|giorno| !giorno.0.is_empty())?;
    campi.check(campo, giorno.0.parse::<Date>().map_err(|_| Motivo::DataNonValida))
}
