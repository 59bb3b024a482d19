//! One query of one read unit for an unfiltered page of 20; with filters as many rows as it takes, within a bound.

use cassetto_api::modello::{Pagina, QuesitoVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::quesiti::{Direzione, FiltroQuesiti as Query, ListQuesiti, Mittente as MittenteVoce, Ordine as OrdineVoce};
use cassetto_api::tempo::Giorno;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta, limit};
use cassetto_store::{FiltroQuesiti, Mittente, Ordine, Parte};
use jiff::civil::Date;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ListQuesiti>) -> Result<Reply<Pagina<QuesitoVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    let (datore, cursor) = (query.datore, query.cursor.clone());
    let filtro = filter(&mut campi, query);
    campi.finish()?;
    let conto = accesso::conto(kit, &caller, datore, Diritto::Legge).await?;
    let pagina = kit.store.list_quesiti(conto.datore, &filtro, cursor.as_deref(), limit).await?;
    Ok(conto.vista().pagina(&pagina).into())
}

fn filter(campi: &mut Campi, query: Query) -> FiltroQuesiti {
    FiltroQuesiti {
        stato: query.stato.map(Into::into),
        gestioni: query.gestione.unwrap_or_default().0.into_iter().map(Into::into).collect(),
        origine: query.direzione.map(|direzione| match direzione {
            Direzione::Inviate => Parte::Cittadino,
            Direzione::Ricevute => Parte::Ufficio,
        }),
        mittente: query.inviato_da.map(|mittente| match mittente {
            MittenteVoce::Datore => Mittente::Datore,
            MittenteVoce::Delegato => Mittente::Delegato,
            MittenteVoce::Ufficio => Mittente::Ufficio,
        }),
        categoria: query.categoria.filter(|text| !text.is_empty()),
        rapporto: query.rapporto.filter(|text| !text.is_empty()).and_then(|text| campi.check("rapporto", CodiceRapporto::parse(&text))),
        oggetto: query.oggetto.filter(|text| !text.trim().is_empty()),
        dal: date(campi, "dal", query.dal),
        al: date(campi, "al", query.al),
        aggiornato_dal: date(campi, "aggiornato_dal", query.aggiornato_dal),
        aggiornato_al: date(campi, "aggiornato_al", query.aggiornato_al),
        ordine: match query.ordine {
            OrdineVoce::PiuRecenti => Ordine::PiuRecenti,
            OrdineVoce::MenoRecenti => Ordine::MenoRecenti,
        },
    }
}

fn date(campi: &mut Campi, campo: &str, giorno: Option<Giorno>) -> Option<Date> {
    let giorno = giorno.filter(|giorno| !giorno.0.is_empty())?;
    campi.check(campo, giorno.0.parse::<Date>().map_err(|_| Motivo::DataNonValida))
}
