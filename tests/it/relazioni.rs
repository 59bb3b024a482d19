//! Every route of a quesito with everybody who stands in some relation to it: the owner, who acts for them, who did, others; the sede
//! that has it, another one; open and closed.

use cassetto_api::endpoint::{Meta, Method};
use cassetto_api::problema::{Problema, Tipo};
use cassetto_api::routes::ALL;
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Client, System};

use crate::access::cases::CASES;
use crate::access::scene::{Case, Scene, Stage};

/// Who asks, and what they get of a quesito that they may see, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relazione {
    Proprio,
    Delegato,
    /// By a delega that only lets read.
    DelegatoInLettura,
    ExDelegato,
    AltroDatore,
    AltroIntermediario,
    SedePropria,
    AltraSede,
}

impl Relazione {
    const ALL: [Self; 8] = [
        Self::Proprio,
        Self::Delegato,
        Self::ExDelegato,
        Self::DelegatoInLettura,
        Self::AltroDatore,
        Self::AltroIntermediario,
        Self::SedePropria,
        Self::AltraSede,
    ];

    const fn ruolo(self) -> Ruolo {
        match self {
            Self::Proprio | Self::AltroDatore => Ruolo::Datore,
            Self::Delegato | Self::DelegatoInLettura | Self::ExDelegato | Self::AltroIntermediario => Ruolo::Intermediario,
            Self::SedePropria | Self::AltraSede => Ruolo::Operatore,
        }
    }

    /// Why they are refused, or nothing.
    fn refusal(self, meta: Meta) -> Option<Tipo> {
        if !meta.access.allows(self.ruolo()) {
            return Some(Tipo::RuoloNonAmmesso);
        }
        match self {
            Self::Proprio | Self::Delegato | Self::SedePropria => None,
            Self::DelegatoInLettura => writes(meta).then_some(Tipo::DirittoNonConcesso),
            Self::ExDelegato | Self::AltroDatore | Self::AltroIntermediario | Self::AltraSede => Some(Tipo::NonTrovato),
        }
    }

    async fn client(self, scene: &Scene) -> Client {
        let system = &scene.system;
        match self {
            Self::Proprio => scene.datore.client.clone(),
            Self::Delegato => scene.intermediario.client.clone(),
            Self::DelegatoInLettura => {
                let studio = system.intermediario(2).await;
                system.delega_di_tipo(&studio, &scene.datore, TipoDelega::AssociazioneDatori).await;
                studio.client
            }
            Self::ExDelegato => {
                // The delega that the scene begins with has ended a moment ago, or another one took its place.
                let store = &system.kit().store;
                if store.concessione(scene.intermediario.id, scene.datore.id, system.now()).await.expect("a table").is_some() {
                    system.revoca(&scene.intermediario, &scene.datore).await;
                }
                scene.intermediario.client.clone()
            }
            Self::AltroDatore => system.datore(2).await.client,
            Self::AltroIntermediario => system.intermediario(3).await.client,
            Self::SedePropria => scene.operatore.client.clone(),
            Self::AltraSede => system.operatore_altrove(1).await.client,
        }
    }
}

/// Reading, and saying that one has read, is no writing.
fn writes(meta: Meta) -> bool {
    meta.method != Method::Get && meta.name != "MarkRead"
}

/// The routes of one quesito.
fn routes() -> impl Iterator<Item = (Meta, &'static Case)> {
    ALL.iter().filter(|(_, meta)| meta.path.contains("/quesiti/{id}")).filter_map(|(_, meta)| {
        let case = CASES.iter().find(|case| case.route == meta.name)?;
        Some((*meta, case))
    })
}

async fn problem(response: reqwest::Response) -> Option<Tipo> {
    let bytes = response.bytes().await.expect("a body");
    serde_json::from_slice::<Problema>(&bytes).ok()?.kind()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_of_a_quesito_with_every_relation() {
    assert!(routes().count() >= 15, "{}", routes().count());
    for (meta, case) in routes() {
        let (refused, served): (Vec<_>, Vec<_>) = Relazione::ALL.into_iter().partition(|relazione| relazione.refusal(meta).is_some());
        // Whoever reads leaves the scene as it was for the next.
        let mut scene = Scene::set(case.stage).await;
        for relazione in served {
            let client = relazione.client(&scene).await;
            let response = scene.call_as(&client, meta, case, Some(relazione.ruolo())).await;
            let status = response.status().as_u16();
            assert_eq!(status, meta.success, "{} as {relazione:?}: {:?}", meta.name, problem(response).await);
            if writes(meta) {
                scene.system.cloud.shutdown().await;
                scene = Scene::set(case.stage).await;
            }
        }
        for relazione in refused {
            let client = relazione.client(&scene).await;
            let before = scene.system.snapshot();
            let response = scene.call_as(&client, meta, case, Some(relazione.ruolo())).await;
            assert_eq!(problem(response).await, relazione.refusal(meta), "{} as {relazione:?}", meta.name);
            assert_eq!(scene.system.snapshot(), before, "{} as {relazione:?} left a trace", meta.name);
        }
        scene.system.cloud.shutdown().await;
    }
}

/// What may still be done to a closed quesito: nothing but the law's own marks on what was registered.
const AFTER_CLOSING: [&str; 2] = ["RedactVoce", "AnnulRegistrazione"];

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_quesito_is_read_and_no_more() {
    let scene = Scene::set(Stage::Chiusa).await;
    for (meta, case) in routes().filter(|(meta, _)| !AFTER_CLOSING.contains(&meta.name)) {
        for relazione in [Relazione::Proprio, Relazione::Delegato, Relazione::SedePropria] {
            if relazione.refusal(meta).is_some() {
                continue;
            }
            let client = relazione.client(&scene).await;
            let before = scene.system.snapshot();
            let response = call_current(&scene.system, &scene, &client, meta, case, relazione.ruolo()).await;
            let status = response.status().as_u16();
            if writes(meta) {
                assert_eq!(problem(response).await, Some(Tipo::TransizioneNonAmmessa), "{} as {relazione:?}", meta.name);
                assert_eq!(scene.system.snapshot(), before, "{} left a trace", meta.name);
            } else {
                assert_eq!(status, meta.success, "{} as {relazione:?}", meta.name);
            }
        }
    }
}

/// The same request with the version that the quesito has now.
async fn call_current(system: &System, scene: &Scene, client: &Client, meta: Meta, case: &Case, ruolo: Ruolo) -> reqwest::Response {
    let versione = system.kit().store.quesito(scene.id).await.expect("a table").expect("a quesito").versione;
    let path = meta.path.replace("{id}", &scene.id.to_string()).replace("{allegato}", &scene.allegato.to_string());
    let location = path + &(case.query)(scene, Some(ruolo));
    let body = (case.body)(scene).map(|mut body| {
        if body.get("versione").is_some() && meta.name != "MarkRead" {
            body["versione"] = versione.into();
        }
        body.to_string()
    });
    let key = meta.idempotent.then(cassetto_tests::chiave);
    client.raw(meta.method.as_str(), &location, body, key.as_deref()).await
}
