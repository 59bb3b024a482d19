//! What people do with a quesito, one call each.

use std::sync::atomic::{AtomicU32, Ordering};

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    AnswerQuesito, Chiusura, CloseQuesito, CommentQuesito, NuovaRisposta, NuovoCommento, PresaInCarico, TakeQuesito,
};
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, Voce};
use cassetto_api::quesiti::{AllegatoInviato, CreateQuesito, GetQuesito, NuovoQuesito, QuesitoPath, QuesitoProtocollato};
use cassetto_domain::id::{AllegatoId, QuesitoId};

use crate::{Answer, Individuo};

/// An `Idempotency-Key` that no other call of this process has.
#[must_use]
pub fn chiave() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("chiave-di-prova-{:08}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// A form filled in well, without attachments.
#[must_use]
pub fn domanda(rapporto: &str) -> NuovoQuesito {
    NuovoQuesito {
        rapporto: rapporto.to_owned(),
        categoria: "mav".to_owned(),
        versione_categorie: 2,
        oggetto: "Avviso non ricevuto".to_owned(),
        testo: "Buongiorno, l'avviso di questo trimestre non è arrivato.".to_owned(),
        allegati: Vec::new(),
        ..NuovoQuesito::default()
    }
}

#[expect(clippy::expect_used, reason = "a test's own people: what fails ends the test")]
impl Individuo {
    /// [`domanda`] on the first rapporto.
    #[must_use]
    pub fn domanda(&self) -> NuovoQuesito {
        domanda(self.rapporto.as_ref().expect("an employer").as_str())
    }

    /// Sends a form with a key of its own.
    pub async fn send(&self, body: &NuovoQuesito) -> Answer<QuesitoProtocollato> {
        self.send_with_key(body, &chiave()).await
    }

    /// Sends a form.
    pub async fn send_with_key(&self, body: &NuovoQuesito, key: &str) -> Answer<QuesitoProtocollato> {
        self.client.call_with_key::<CreateQuesito>(&Nulla {}, &Nulla {}, body, Some(key)).await
    }

    /// Sends [`domanda`], which is accepted.
    pub async fn ask(&self) -> QuesitoId {
        self.send(&self.domanda()).await.expect("a protocol").id
    }

    /// The quesito as this person sees it.
    pub async fn see(&self, id: QuesitoId) -> Answer<QuesitoDettaglio> {
        self.client.call::<GetQuesito>(&QuesitoPath { id }, &Nulla {}, &Nulla {}).await
    }

    /// The documents of all its messages, the oldest first, as they are kept: an upload has another name.
    pub async fn documenti(&self, id: QuesitoId) -> Vec<AllegatoId> {
        let voci = self.see(id).await.expect("a detail").voci;
        let messaggi = voci.into_iter().filter_map(|voce| if let Voce::Messaggio { allegati, .. } = voce { Some(allegati) } else { None });
        messaggi.flatten().map(|allegato| allegato.id).collect()
    }

    pub async fn take(&self, id: QuesitoId, versione: u32) -> Answer<QuesitoDettaglio> {
        self.client.call::<TakeQuesito>(&QuesitoPath { id }, &Nulla {}, &PresaInCarico { versione, commento: None }).await
    }

    pub async fn comment(&self, id: QuesitoId, versione: u32, commento: &str) -> Answer<QuesitoDettaglio> {
        let body = NuovoCommento { versione, commento: commento.to_owned() };
        self.client.call::<CommentQuesito>(&QuesitoPath { id }, &Nulla {}, &body).await
    }

    pub async fn answer(&self, id: QuesitoId, versione: u32, allegati: Vec<AllegatoInviato>) -> Answer<QuesitoDettaglio> {
        let body = NuovaRisposta { versione, testo: "L'avviso è stato spedito di nuovo.".to_owned(), allegati };
        self.answer_with_key(id, &body, &chiave()).await
    }

    pub async fn answer_with_key(&self, id: QuesitoId, body: &NuovaRisposta, key: &str) -> Answer<QuesitoDettaglio> {
        self.client.call_with_key::<AnswerQuesito>(&QuesitoPath { id }, &Nulla {}, body, Some(key)).await
    }

    pub async fn close(&self, id: QuesitoId, versione: u32, esito: EsitoVoce) -> Answer<QuesitoDettaglio> {
        let body = Chiusura { versione, esito, commento: "Avviso rispedito.".to_owned() };
        self.client.call::<CloseQuesito>(&QuesitoPath { id }, &Nulla {}, &body).await
    }
}
