use cassetto_api::fascicolo::{PersonaTrovata, SearchPersone};
use cassetto_api::modello::Pagina;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};

/// What was typed.
enum Ricerca {
    CodiceFiscale(CodiceFiscale),
    Rapporto(CodiceRapporto),
    Protocollo(Protocollo),
}

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<SearchPersone>) -> Result<Reply<Pagina<PersonaTrovata>>, Failure> {
    let ricerca = parse(&richiesta.body.testo).ok_or_else(|| Failure::campo("testo", Motivo::RicercaNonRiconosciuta))?;
    let mut voci = Vec::new();
    for (id, quesito) in candidates(kit, &caller, ricerca).await? {
        match super::datore(kit, &caller, id).await {
            Ok(persona) => voci.push(PersonaTrovata {
                id,
                nome: persona.nome_e_cognome(),
                codice_fiscale: persona.codice_fiscale.to_string(),
                quesito,
            }),
            Err(Failure::Problem { tipo: Tipo::NonTrovato, .. }) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(Pagina { voci, cursor: None }.into())
}

fn parse(text: &str) -> Option<Ricerca> {
    CodiceFiscale::parse(text)
        .map(Ricerca::CodiceFiscale)
        .or_else(|_| CodiceRapporto::parse(text).map(Ricerca::Rapporto))
        .or_else(|_| Protocollo::parse(&text.to_uppercase()).map(Ricerca::Protocollo))
        .ok()
}

/// Who it may be, of whatever sede, with the quesito that a number of this sede belongs to.
async fn candidates(kit: &Kit, caller: &Operatore, ricerca: Ricerca) -> Result<Vec<(PersonaId, Option<QuesitoId>)>, Failure> {
    Ok(match ricerca {
        Ricerca::CodiceFiscale(cf) => kit.store.titolare(&cf).await?.into_iter().map(|id| (id, None)).collect(),
        Ricerca::Rapporto(codice) => kit.store.titolari_del_rapporto(&codice).await?.into_iter().map(|id| (id, None)).collect(),
        Ricerca::Protocollo(protocollo) => {
            let registrazione = kit.store.registrazione(protocollo).await?.filter(|found| found.protocollo == protocollo);
            let Some(registrazione) = registrazione else { return Ok(Vec::new()) };
            let quesito = kit.store.quesito(registrazione.quesito).await?.filter(|quesito| quesito.sede == caller.sede);
            quesito.into_iter().map(|quesito| (quesito.datore, Some(quesito.id))).collect()
        }
    })
}
