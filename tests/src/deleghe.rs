//! What people do with a delega, one call each.

use cassetto_api::deleghe::{
    AcceptDelega, Accettazione, DelegaPath, DelegaVoce, FiltroDeleghe, FiltroQuesitiDelegati, GruppoDeleghe, ListDeleghe,
    ListQuesitiDelegati, NuovaDelega, RefuseDelega, RequestDelega, RevokeDelega, SendCodiceDelega, VistaDelegati,
};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::QuesitoVoce;
use cassetto_domain::id::DelegaId;

use crate::{Answer, Individuo, System, chiave};

#[expect(clippy::expect_used, reason = "a test's own people: what fails ends the test")]
impl System {
    /// The one-time code that was sent to somebody last.
    pub async fn last_code(&self, who: &Individuo) -> String {
        self.cloud.settle().await.expect("settled");
        let persona = self.kit().store.persona(who.id).await.expect("a table").expect("a person");
        let numero = persona.contatti.cellulare.expect("a number");
        let texts = self.cloud.sent().lists().sms.into_iter().filter(|sms| sms.numero == numero.as_str()).map(|sms| sms.testo);
        let code = |text: String| text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6).map(str::to_owned);
        texts.filter_map(code).next_back().expect("a code")
    }
}

#[expect(clippy::expect_used, reason = "a test's own people: what fails ends the test")]
impl Individuo {
    /// A form filled in well, for somebody.
    pub async fn nuova_delega(&self, altro: &Self) -> NuovaDelega {
        let modulo = self.client.upload("modulo.pdf", "application/pdf", cassetto_allegati::campioni::pdf("modulo")).await;
        NuovaDelega {
            codice_fiscale: altro.codice_fiscale.as_str().to_owned(),
            cognome: "esempio".to_owned(),
            filiale: Some("Roma Prati".to_owned()),
            al: None,
            modulo: modulo.expect("an upload"),
        }
    }

    /// Gives or asks for a delega.
    pub async fn request_delega(&self, body: &NuovaDelega, key: &str) -> Answer<DelegaVoce> {
        self.client.call_with_key::<RequestDelega>(&Nulla {}, &Nulla {}, body, Some(key)).await
    }

    /// Gives or asks for one, which is registered.
    pub async fn delega_to(&self, altro: &Self) -> DelegaId {
        let body = self.nuova_delega(altro).await;
        self.request_delega(&body, &chiave()).await.expect("a request").id
    }

    pub async fn send_codice(&self, id: DelegaId) -> Answer<cassetto_api::deleghe::CodiceInviato> {
        self.client.call::<SendCodiceDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await
    }

    /// Accepts with a code that was received.
    pub async fn accept_with(&self, id: DelegaId, codice: &str) -> Answer<DelegaVoce> {
        let body = Accettazione { codice: codice.to_owned(), filiale: Some("Roma Prati".to_owned()) };
        self.client.call::<AcceptDelega>(&DelegaPath { id }, &Nulla {}, &body).await
    }

    /// Asks for the code, receives it and accepts.
    pub async fn accept(&self, system: &System, id: DelegaId) -> Answer<DelegaVoce> {
        // Two things of the same instant would be one to be told of.
        system.advance(std::time::Duration::from_secs(1));
        self.send_codice(id).await?;
        let codice = system.last_code(self).await;
        self.accept_with(id, &codice).await
    }

    pub async fn refuse(&self, id: DelegaId) -> Answer<DelegaVoce> {
        self.client.call::<RefuseDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await
    }

    pub async fn revoke(&self, id: DelegaId) -> Answer<DelegaVoce> {
        self.client.call::<RevokeDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}).await
    }

    /// The first page of a group.
    pub async fn deleghe(&self, gruppo: GruppoDeleghe) -> Vec<DelegaVoce> {
        let filtro = FiltroDeleghe { gruppo, cursor: None, limit: Some(50) };
        self.client.call::<ListDeleghe>(&Nulla {}, &filtro, &Nulla {}).await.expect("a page").voci
    }

    /// The first page of a tab across all employers.
    pub async fn delegati(&self, vista: VistaDelegati) -> Vec<QuesitoVoce> {
        let filtro = FiltroQuesitiDelegati { vista, cursor: None, limit: Some(50) };
        self.client.call::<ListQuesitiDelegati>(&Nulla {}, &filtro, &Nulla {}).await.expect("a page").voci
    }
}
