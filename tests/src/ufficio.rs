//! What the office does beside taking, answering and closing, one call each.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    Assegnazione, BulkQuesiti, ComandoMultiplo, EsitoLavorazione, FiltroCoda, ForwardQuesito, Lavorazione, ListCoda, NuovaComunicazione,
    NuovaRichiesta, PersonaTrovata, QuesitoVisto, ReassignQuesito, ReleaseQuesito, RequestDocumento, RicercaPersone, Rilascio,
    RitiroRichiesta, SearchPersone, Trasferimento, Trasferito, VistaCoda, VoceCoda, WithdrawRichiesta, WriteFirst,
};
use cassetto_api::modello::{Pagina, QuesitoDettaglio};
use cassetto_api::quesiti::{QuesitoPath, QuesitoProtocollato};
use cassetto_api::tempo::Giorno;
use cassetto_domain::id::{PersonaId, QuesitoId};

use crate::{Answer, Individuo, chiave};

impl Individuo {
    pub async fn release(&self, id: QuesitoId, versione: u32) -> Answer<QuesitoDettaglio> {
        self.client.call::<ReleaseQuesito>(&QuesitoPath { id }, &Nulla {}, &Rilascio { versione }).await
    }

    pub async fn reassign(&self, id: QuesitoId, versione: u32, operatore: PersonaId) -> Answer<QuesitoDettaglio> {
        self.client.call::<ReassignQuesito>(&QuesitoPath { id }, &Nulla {}, &Assegnazione { versione, operatore }).await
    }

    pub async fn forward(&self, id: QuesitoId, versione: u32, sede: &str) -> Answer<Trasferito> {
        self.forward_with_key(id, versione, sede, &chiave()).await
    }

    pub async fn forward_with_key(&self, id: QuesitoId, versione: u32, sede: &str, key: &str) -> Answer<Trasferito> {
        let body = Trasferimento { versione, sede: sede.to_owned(), motivo: "La residenza è in un'altra città.".to_owned() };
        self.client.call_with_key::<ForwardQuesito>(&QuesitoPath { id }, &Nulla {}, &body, Some(key)).await
    }

    pub async fn request(&self, id: QuesitoId, versione: u32, entro: &str) -> Answer<QuesitoDettaglio> {
        self.request_with_key(id, versione, entro, &chiave()).await
    }

    pub async fn request_with_key(&self, id: QuesitoId, versione: u32, entro: &str, key: &str) -> Answer<QuesitoDettaglio> {
        let (testo, entro) = ("Serve l'ultima busta paga.".to_owned(), Giorno(entro.to_owned()));
        let body = NuovaRichiesta { versione, testo, entro, allegati: Vec::new() };
        self.client.call_with_key::<RequestDocumento>(&QuesitoPath { id }, &Nulla {}, &body, Some(key)).await
    }

    pub async fn withdraw(&self, id: QuesitoId, versione: u32) -> Answer<QuesitoDettaglio> {
        let body = RitiroRichiesta { versione, commento: "Il documento non serve più.".to_owned() };
        self.client.call::<WithdrawRichiesta>(&QuesitoPath { id }, &Nulla {}, &body).await
    }

    pub async fn assign_all(&self, quesiti: &[(QuesitoId, u32)], operatore: PersonaId) -> Answer<EsitoLavorazione> {
        let quesiti = quesiti.iter().map(|(id, versione)| QuesitoVisto { id: *id, versione: *versione }).collect();
        let body = Lavorazione { comando: ComandoMultiplo::Assegna, operatore: Some(operatore), quesiti };
        self.client.call::<BulkQuesiti>(&Nulla {}, &Nulla {}, &body).await
    }

    pub async fn write_first(&self, body: &NuovaComunicazione, key: &str) -> Answer<QuesitoProtocollato> {
        self.client.call_with_key::<WriteFirst>(&Nulla {}, &Nulla {}, body, Some(key)).await
    }

    pub async fn queue(&self, filtro: &FiltroCoda) -> Answer<Pagina<VoceCoda>> {
        self.client.call::<ListCoda>(&Nulla {}, filtro, &Nulla {}).await
    }

    /// All pages of a view.
    pub async fn whole_queue(&self, vista: VistaCoda, limit: Option<u8>) -> Answer<Vec<VoceCoda>> {
        let (mut found, mut filtro) = (Vec::new(), FiltroCoda { vista, limit, ..FiltroCoda::default() });
        loop {
            let page = self.queue(&filtro).await?;
            found.extend(page.voci);
            filtro.cursor = page.cursor;
            if filtro.cursor.is_none() {
                return Ok(found);
            }
        }
    }

    pub async fn search(&self, testo: &str) -> Answer<Pagina<PersonaTrovata>> {
        self.client.call::<SearchPersone>(&Nulla {}, &Nulla {}, &RicercaPersone { testo: testo.to_owned() }).await
    }
}
