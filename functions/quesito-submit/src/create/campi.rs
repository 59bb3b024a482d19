//! The form of a new quesito, field by field.

use cassetto_api::motivo::Motivo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::categoria::Categoria;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::Email;
use cassetto_domain::profilo::{self, Profilo};
use cassetto_domain::testo::{Oggetto, Testo};
use cassetto_runtime::{Campi, Failure, allegati};

use super::riferimento;

/// A form whose fields are all acceptable by themselves.
pub struct Compilati {
    pub profilo: &'static Profilo,
    /// Of a rapporto, or of a position.
    pub rapporto: CodiceRapporto,
    pub categoria: &'static Categoria,
    pub oggetto: Oggetto,
    pub testo: Testo,
    pub allegati: Vec<Allegato>,
    pub email_aggiuntiva: Option<Email>,
}

impl Compilati {
    pub fn parse(body: &NuovoQuesito) -> Result<Self, Failure> {
        let gestione = body.gestione.into();
        let corrente = profilo::corrente(gestione);
        let mut campi = Campi::new();
        let rapporto = campi.check("rapporto", CodiceRapporto::parse(&body.rapporto).map_err(|_| riferimento::ignoto(corrente)));
        let profilo = campi
            .check("versione_categorie", profilo::versione(gestione, body.versione_categorie).ok_or(Motivo::VersioneCategorieSconosciuta));
        let categoria = profilo.and_then(|profilo| {
            campi.check("categoria", profilo.argomento(&body.categoria).ok_or(Motivo::CategoriaSconosciuta)).map(|voce| (profilo, voce))
        });
        let oggetto = campi.check("oggetto", Oggetto::parse(&body.oggetto));
        let testo = campi.check("testo", Testo::parse(&body.testo));
        allegati::fits(&mut campi, profilo.unwrap_or(corrente), body.allegati.iter().map(|allegato| allegato.dimensione));
        let allegati = allegati::parse(&mut campi, &body.allegati);
        let email = body.email_aggiuntiva.as_deref().filter(|text| !text.trim().is_empty());
        let email_aggiuntiva = email.and_then(|text| campi.check("email_aggiuntiva", Email::parse(text)));
        campi.finish()?;
        match (rapporto, categoria, oggetto, testo) {
            (Some(rapporto), Some((profilo, categoria)), Some(oggetto), Some(testo)) => {
                Ok(Self { profilo, rapporto, categoria, oggetto, testo, allegati, email_aggiuntiva })
            }
            _ => Err(Failure::campi(Vec::new())),
        }
    }
}
