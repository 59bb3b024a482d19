//! One thread after the other: only the zip so far and one thread are in memory, and neither grows beyond a bound.

use cassetto_api::allegati::Scarico;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::GetEsportazioneAnno;
use cassetto_documenti::Soggetto;
use cassetto_domain::id::PersonaId;
use cassetto_prove::canonico;
use cassetto_prove::esportazione::{ANNO, Anno, Archivio, FORMATO_ANNO, File, datato, file, prefisso};
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{FiltroQuesiti, Ordine, Quesito};
use jiff::civil::Date;

use crate::esportazione::{self, MASSIMO_BYTE};

/// How many threads a year's export may hold: what a function has the time for.
const MASSIME_COMUNICAZIONI: usize = 200;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<GetEsportazioneAnno>) -> Result<Reply<Scarico>, Failure> {
    let anno = year(&richiesta.path.anno)?;
    let conto = accesso::conto(kit, &caller, richiesta.query.datore, Diritto::Legge).await?;
    let quesiti = presented(kit, conto.datore, anno).await?;
    let persona = kit.store.persona(conto.datore).await?.ok_or(Tipo::NonTrovato)?;
    let testa = Anno {
        formato: FORMATO_ANNO.to_owned(),
        anno,
        datore: Soggetto { nome: persona.nome_e_cognome(), codice_fiscale: persona.codice_fiscale },
        comunicazioni: u32::try_from(quesiti.len()).map_err(Failure::internal)?,
    };
    let mut archivio = Archivio::new(datato(&testa));
    let first = File { nome: ANNO.to_owned(), contenuto: canonico(&testa).map_err(Failure::internal)? };
    archivio.add_all("", vec![first]).map_err(Failure::internal)?;
    let mut room = MASSIMO_BYTE;
    for quesito in quesiti {
        let thread = kit.store.thread(quesito.id).await?.ok_or(Tipo::NonTrovato)?;
        let mut comunicazione = esportazione::compose(kit, &thread, conto.vista()).await?;
        let allegati = esportazione::read(kit, &thread, &mut comunicazione, &mut room).await?;
        let file = file(&comunicazione, allegati).map_err(Failure::internal)?;
        archivio.add_all(&prefisso(&quesito.protocollo), file).map_err(Failure::internal)?;
    }
    let zip = archivio.finish().map_err(Failure::internal)?;
    let link = kit.store.put_archivio(conto.datore, zip, &format!("comunicazioni-{anno}.zip"), kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}

fn year(text: &str) -> Result<i16, Failure> {
    let year = (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| (1990..=9998).contains(year));
    year.ok_or_else(|| Failure::campo("anno", Motivo::DataNonValida))
}

/// What was presented in a year, oldest first.
async fn presented(kit: &Kit, datore: PersonaId, anno: i16) -> Result<Vec<Quesito>, Failure> {
    let day = |month, day| Date::new(anno, month, day).map_err(Failure::internal);
    let filtro = FiltroQuesiti { dal: Some(day(1, 1)?), al: Some(day(12, 31)?), ordine: Ordine::MenoRecenti, ..FiltroQuesiti::default() };
    let (mut quesiti, mut cursor) = (Vec::new(), None);
    loop {
        let page = kit.store.list_quesiti(datore, &filtro, cursor.as_deref(), 50).await?;
        quesiti.extend(page.voci);
        if quesiti.len() > MASSIME_COMUNICAZIONI {
            return Err(Tipo::EsportazioneTroppoGrande.into());
        }
        cursor = page.cursor;
        if cursor.is_none() {
            // Two of the same instant have no order in the list.
            quesiti.sort_by_key(|quesito| (quesito.presentato, quesito.protocollo));
            return Ok(quesiti);
        }
    }
}
