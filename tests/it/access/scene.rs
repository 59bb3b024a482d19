//! A quesito with a document, and everybody that it concerns.

use cassetto_allegati::campioni;
use cassetto_api::endpoint::Meta;
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{NuovaRichiesta, RequestDocumento};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{NuovoQuesito, QuesitoPath};
use cassetto_api::tempo::Giorno;
use cassetto_domain::id::{AllegatoId, BozzaId, DelegaId, QuesitoId};
use cassetto_domain::pin::Pin;
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Client, Individuo, System, chiave};
use serde_json::Value;

pub const PIN: &str = "Prova123";

/// The people and the quesito.
pub struct Scene {
    pub system: System,
    pub datore: Individuo,
    /// Delegated by the employer.
    pub intermediario: Individuo,
    pub operatore: Individuo,
    pub responsabile: Individuo,
    pub id: QuesitoId,
    pub allegato: AllegatoId,
    /// Between the employer and the intermediary, active.
    pub delega: DelegaId,
}

/// How far the quesito has come when a request is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Version 1.
    Aperta,
    /// Version 2.
    InCarico,
    /// A document is asked for: version 3.
    Richiesta,
    /// Version 3.
    Chiusa,
}

/// A good request to a route: what is not refused for who asks is served.
pub struct Case {
    pub route: &'static str,
    /// What `{id}` stands for: the quesito, unless said.
    pub id: fn(&Scene) -> String,
    pub query: fn(&Scene, Option<Ruolo>) -> String,
    pub body: fn(&Scene) -> Option<serde_json::Value>,
    pub stage: Stage,
    /// Problems that are as good as an answer: who gets one was admitted.
    pub admitted: &'static [Tipo],
}

pub const PLAIN: Case =
    Case { route: "", id: |scene| scene.id.to_string(), query: |_, _| String::new(), body: |_| None, stage: Stage::Aperta, admitted: &[] };

impl Scene {
    pub async fn set(stage: Stage) -> Self {
        let system = System::start().await;
        let (datore, intermediario, operatore) = (system.datore(1).await, system.intermediario(1).await, system.operatore(1).await);
        let responsabile = system.responsabile(1).await;
        let delega = system.delega(&intermediario, &datore).await;
        let phc = cassetto_login::pin_hash::hash(&Pin::parse(PIN).expect("a PIN")).expect("a hash");
        system.pin(&datore, Ruolo::Datore, phc).await;
        let allegato = datore.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
        let body = NuovoQuesito { allegati: vec![allegato], ..datore.domanda() };
        let id = datore.send(&body).await.expect("a protocol").id;
        let allegato = datore.documenti(id).await[0];
        // A draft of each citizen's own, under the quesito's name.
        for persona in [datore.id, intermediario.id] {
            let (bozza, contenuto) = (BozzaId::from_bytes(*id.as_bytes()), "{}".to_owned());
            system.kit().store.save_bozza(persona, bozza, 0, contenuto, system.now()).await.expect("a draft");
        }
        let scene = Self { system, datore, intermediario, operatore, responsabile, id, allegato, delega };
        scene.reach(stage).await;
        scene
    }

    async fn reach(&self, stage: Stage) {
        if stage == Stage::Aperta {
            return;
        }
        self.operatore.take(self.id, 1).await.expect("taken");
        if stage == Stage::Richiesta {
            let body = NuovaRichiesta {
                versione: 2,
                testo: "Serve la busta paga.".to_owned(),
                entro: Giorno("2026-12-04".to_owned()),
                allegati: Vec::new(),
            };
            let path = QuesitoPath { id: self.id };
            self.operatore.client.call_with_key::<RequestDocumento>(&path, &Nulla {}, &body, Some(&chiave())).await.expect("asked for");
        }
        if stage == Stage::Chiusa {
            self.operatore.close(self.id, 2, EsitoVoce::Accolta).await.expect("closed");
        }
    }

    pub fn client(&self, ruolo: Option<Ruolo>) -> Client {
        match ruolo {
            None => self.system.client(),
            Some(Ruolo::Datore) => self.datore.client.clone(),
            Some(Ruolo::Intermediario) => self.intermediario.client.clone(),
            Some(Ruolo::Operatore) => self.operatore.client.clone(),
            Some(Ruolo::Responsabile) => self.responsabile.client.clone(),
        }
    }

    pub async fn call(&self, meta: Meta, case: &Case, ruolo: Option<Ruolo>) -> reqwest::Response {
        self.call_as(&self.client(ruolo), meta, case, ruolo).await
    }

    /// As [`call`](Self::call), with a body that is changed first.
    pub async fn call_changed(&self, meta: Meta, case: &Case, ruolo: Option<Ruolo>, change: fn(&mut Value)) -> reqwest::Response {
        self.ask(&self.client(ruolo), meta, case, ruolo, change).await
    }

    /// As [`call`](Self::call), by somebody of that role who is not of the scene.
    pub async fn call_as(&self, client: &Client, meta: Meta, case: &Case, ruolo: Option<Ruolo>) -> reqwest::Response {
        self.ask(client, meta, case, ruolo, |_| ()).await
    }

    async fn ask(&self, client: &Client, meta: Meta, case: &Case, ruolo: Option<Ruolo>, change: fn(&mut Value)) -> reqwest::Response {
        let path = meta
            .path
            .replace("{id}", &(case.id)(self))
            .replace("{allegato}", &self.allegato.to_string())
            .replace("{anno}", "2026")
            .replace("{data}", "2026-11-22");
        let location = path + &(case.query)(self, ruolo);
        let body = (case.body)(self).map(|mut body| {
            change(&mut body);
            body.to_string()
        });
        let key = meta.idempotent.then(chiave);
        client.raw(meta.method.as_str(), &location, body, key.as_deref()).await
    }
}
