//! What a citizen does beside sending a quesito, one call each.

use cassetto_api::bozze::{BozzaContenuto, BozzaPath, BozzaSalvata, BozzaVoce, DeleteBozza, ListBozze, NuovaBozza, SaveBozza};
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::quesiti::{AllegatoInviato, CreateMessaggio, Lettura, MarkRead, NuovoMessaggio, QuesitoPath};
use cassetto_domain::id::{BozzaId, PersonaId, QuesitoId};

use crate::quesiti::chiave;
use crate::{Answer, Individuo};

/// A message that answers nothing, without attachments.
#[must_use]
pub fn messaggio(versione: u32) -> NuovoMessaggio {
    NuovoMessaggio { versione, testo: "Aggiungo un dato.".to_owned(), allegati: Vec::new(), risponde_a: None }
}

#[expect(clippy::expect_used, reason = "a test's own people: what fails ends the test")]
impl Individuo {
    /// Adds a message with a key of its own.
    pub async fn append(&self, id: QuesitoId, body: &NuovoMessaggio) -> Answer<QuesitoDettaglio> {
        self.append_with_key(id, body, &chiave()).await
    }

    /// Adds a message.
    pub async fn append_with_key(&self, id: QuesitoId, body: &NuovoMessaggio, key: &str) -> Answer<QuesitoDettaglio> {
        self.client.call_with_key::<CreateMessaggio>(&QuesitoPath { id }, &Nulla {}, body, Some(key)).await
    }

    /// Sends the document that entry `asked` asked for.
    pub async fn hand_in(&self, id: QuesitoId, versione: u32, asked: u32, allegati: Vec<AllegatoInviato>) -> Answer<QuesitoDettaglio> {
        let body = NuovoMessaggio { allegati, risponde_a: Some(asked), ..messaggio(versione) };
        self.append(id, &body).await
    }

    pub async fn mark_read(&self, id: QuesitoId, versione: u32) -> Answer<Nulla> {
        self.client.call::<MarkRead>(&QuesitoPath { id }, &Nulla {}, &Lettura { versione }).await
    }

    /// The first page, of one's own or of an employer that delegated.
    pub async fn home(&self, datore: Option<PersonaId>) -> Home {
        self.client.call::<GetHome>(&Nulla {}, &PerConto { datore }, &Nulla {}).await.expect("a first page")
    }

    pub async fn bozze(&self) -> Vec<BozzaVoce> {
        self.client.call::<ListBozze>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("drafts").voci
    }

    pub async fn save_bozza(&self, id: BozzaId, versione: u32, contenuto: &BozzaContenuto) -> Answer<BozzaSalvata> {
        let body = NuovaBozza { versione, contenuto: contenuto.clone() };
        self.client.call::<SaveBozza>(&BozzaPath { id }, &Nulla {}, &body).await
    }

    pub async fn delete_bozza(&self, id: BozzaId) -> Answer<Nulla> {
        self.client.call::<DeleteBozza>(&BozzaPath { id }, &Nulla {}, &Nulla {}).await
    }
}
