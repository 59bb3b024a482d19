//! Who may call what: every route with every role, and what of it belongs to somebody else.

use std::collections::BTreeSet;

use cassetto_allegati::campioni;
use cassetto_api::allegati::{AllegatoPath, GetAllegato};
use cassetto_api::endpoint::{Access, Content, Endpoint, Meta, Nulla};
use cassetto_api::home::{GetHome, PerConto};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_api::quesiti::{
    AllegatoInviato, FiltroQuesiti, GetArchivio, GetRicevuta, Lettura, ListQuesiti, MarkRead, NuovoQuesito, QuesitoPath,
};
use cassetto_api::routes::ALL;
use cassetto_domain::id::{AllegatoId, PersonaId, QuesitoId};
use cassetto_domain::pin::Pin;
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Answer, Client, Individuo, System, chiave};
use serde_json::json;

const PIN: &str = "Prova123";

const ROLES: [Option<Ruolo>; 4] = [None, Some(Ruolo::Datore), Some(Ruolo::Intermediario), Some(Ruolo::Operatore)];

/// A quesito with a document, and everybody that it concerns.
struct Scene {
    system: System,
    datore: Individuo,
    intermediario: Individuo,
    operatore: Individuo,
    id: QuesitoId,
    allegato: AllegatoId,
}

/// A good request to a route: what is not refused for who asks is served.
struct Case {
    route: &'static str,
    query: fn(&Scene, Option<Ruolo>) -> String,
    body: fn(&Scene) -> Option<serde_json::Value>,
    /// The quesito has been taken in charge before.
    taken: bool,
}

const PLAIN: Case = Case { route: "", query: |_, _| String::new(), body: |_| None, taken: false };

/// What an intermediary must say: for whom.
fn for_whom(scene: &Scene, ruolo: Option<Ruolo>) -> String {
    if ruolo == Some(Ruolo::Intermediario) { format!("?datore={}", scene.datore.id) } else { String::new() }
}

const CASES: &[Case] = &[
    Case { route: "SignIn", body: |scene| Some(json!({ "codice_fiscale": scene.datore.codice_fiscale.as_str(), "pin": PIN })), ..PLAIN },
    Case { route: "GetSessione", ..PLAIN },
    Case { route: "SignOut", ..PLAIN },
    Case { route: "SignOutEverywhere", ..PLAIN },
    Case { route: "GetStatus", ..PLAIN },
    Case {
        route: "CreateUpload",
        body: |_| Some(json!({ "nome": "a.pdf", "tipo": "application/pdf", "dimensione": 10, "sha256": "0".repeat(64) })),
        ..PLAIN
    },
    Case { route: "CreateQuesito", body: |scene| serde_json::to_value(scene.datore.domanda()).ok(), ..PLAIN },
    Case { route: "GetHome", query: for_whom, ..PLAIN },
    Case { route: "ListDatori", ..PLAIN },
    Case { route: "ListQuesiti", query: for_whom, ..PLAIN },
    Case { route: "GetQuesito", ..PLAIN },
    Case { route: "MarkRead", body: |_| Some(json!({ "versione": 1 })), ..PLAIN },
    Case { route: "GetAllegato", ..PLAIN },
    Case { route: "GetArchivio", ..PLAIN },
    Case { route: "GetRicevuta", ..PLAIN },
    Case { route: "ListCoda", query: |_, _| "?stato=aperta".to_owned(), ..PLAIN },
    Case { route: "TakeQuesito", body: |_| Some(json!({ "versione": 1 })), ..PLAIN },
    Case { route: "CommentQuesito", body: |_| Some(json!({ "versione": 1, "commento": "Sì." })), ..PLAIN },
    Case { route: "AnswerQuesito", body: |_| Some(json!({ "versione": 2, "testo": "Ecco." })), taken: true, ..PLAIN },
    Case {
        route: "CloseQuesito",
        body: |_| Some(json!({ "versione": 2, "esito": "accolta", "commento": "Fatto." })),
        taken: true,
        ..PLAIN
    },
];

impl Scene {
    async fn set(taken: bool) -> Self {
        let system = System::start().await;
        let (datore, intermediario, operatore) = (system.datore(1).await, system.intermediario(1).await, system.operatore(1).await);
        system.delega(&intermediario, &datore).await;
        let phc = cassetto_login::pin_hash::hash(&Pin::parse(PIN).expect("a PIN")).expect("a hash");
        system.pin(&datore, Ruolo::Datore, phc).await;
        let allegato = datore.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
        let body = NuovoQuesito { allegati: vec![allegato.clone()], ..datore.domanda() };
        let id = datore.send(&body).await.expect("a protocol").id;
        if taken {
            operatore.take(id, 1).await.expect("taken");
        }
        Self { system, datore, intermediario, operatore, id, allegato: allegato.id }
    }

    fn client(&self, ruolo: Option<Ruolo>) -> Client {
        match ruolo {
            None => self.system.client(),
            Some(Ruolo::Datore) => self.datore.client.clone(),
            Some(Ruolo::Intermediario) => self.intermediario.client.clone(),
            Some(Ruolo::Operatore) => self.operatore.client.clone(),
        }
    }

    async fn call(&self, meta: Meta, case: &Case, ruolo: Option<Ruolo>) -> reqwest::Response {
        let path = meta.path.replace("{id}", &self.id.to_string()).replace("{allegato}", &self.allegato.to_string());
        let location = path + &(case.query)(self, ruolo);
        let body = (case.body)(self).map(|body| body.to_string());
        let key = meta.idempotent.then(chiave);
        self.client(ruolo).raw(meta.method.as_str(), &location, body, key.as_deref()).await
    }
}

/// What the declaration of a route says of a caller.
fn refusal(access: Access, ruolo: Option<Ruolo>) -> Option<Tipo> {
    match (access, ruolo) {
        (Access::Anonimo, _) => None,
        (Access::Ruoli(_), None) => Some(Tipo::SessioneAssente),
        (access, Some(ruolo)) => (!access.allows(ruolo)).then_some(Tipo::RuoloNonAmmesso),
    }
}

#[test]
fn every_route_has_its_case() {
    let routes: BTreeSet<&str> = ALL.iter().map(|(_, meta)| meta.name).collect();
    let cases: BTreeSet<&str> = CASES.iter().map(|case| case.route).collect();
    assert_eq!(cases, routes);
    assert_eq!(CASES.len(), ALL.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_serves_its_roles_and_refuses_the_others() {
    for (_, meta) in ALL {
        let case = CASES.iter().find(|case| case.route == meta.name).unwrap_or_else(|| panic!("{} has no case", meta.name));
        let scene = Scene::set(case.taken).await;
        let (refused, served): (Vec<_>, Vec<_>) = ROLES.into_iter().partition(|ruolo| refusal(meta.access, *ruolo).is_some());
        for ruolo in refused {
            let tipo = refusal(meta.access, ruolo).expect("a refusal");
            scene.system.refuses_raw(scene.call(*meta, case, ruolo), tipo, &[]).await;
        }
        for (index, ruolo) in served.into_iter().enumerate() {
            let fresh = if index == 0 { None } else { Some(Scene::set(case.taken).await) };
            let response = fresh.as_ref().unwrap_or(&scene).call(*meta, case, ruolo).await;
            assert_eq!(response.status().as_u16(), meta.success, "{} as {ruolo:?}", meta.name);
            let media = response.headers().get("content-type").map(|value| value.to_str().expect("text").to_owned());
            let expected = match meta.content {
                Content::Json => Some("application/json"),
                Content::Pdf => Some("application/pdf"),
                Content::Nothing => None,
            };
            assert_eq!(media.as_deref(), expected, "{}", meta.name);
        }
    }
}

async fn get<E: Endpoint<Query = Nulla, Body = Nulla>>(who: &Individuo, path: E::Path) -> Answer<E::Response> {
    who.client.call::<E>(&path, &Nulla {}, &Nulla {}).await
}

/// All that can be asked or done about one quesito, by its readers.
async fn readings(system: &System, who: &Individuo, id: QuesitoId, allegato: AllegatoId) -> Vec<Problema> {
    vec![
        system.refuses(who.see(id), Tipo::NonTrovato, &[]).await,
        system.refuses(get::<GetRicevuta>(who, QuesitoPath { id }), Tipo::NonTrovato, &[]).await,
        system.refuses(get::<GetArchivio>(who, QuesitoPath { id }), Tipo::NonTrovato, &[]).await,
        system.refuses(get::<GetAllegato>(who, AllegatoPath { id, allegato }), Tipo::NonTrovato, &[]).await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_as_if_it_were_not_there() {
    let scene = Scene::set(false).await;
    let (system, id, allegato) = (&scene.system, scene.id, scene.allegato);
    let (unknown, no_document) = (QuesitoId::from_bytes([7; 16]), AllegatoId::from_bytes([7; 16]));
    let (other, studio, elsewhere) = (system.datore(2).await, system.intermediario(2).await, system.operatore_altrove(1).await);
    // This one delegated nobody and owns another quesito, so that only the relation is missing.
    let own = other.ask().await;

    for who in [&other, &studio, &elsewhere] {
        let found = readings(system, who, id, allegato).await;
        assert_eq!(found, readings(system, who, unknown, no_document).await);
    }
    // A document is found in its own quesito only.
    let path = AllegatoPath { id: own, allegato };
    system.refuses(get::<GetAllegato>(&other, path), Tipo::NonTrovato, &[]).await;

    let mark = async |id| {
        system.refuses(other.client.call::<MarkRead>(&QuesitoPath { id }, &Nulla {}, &Lettura { versione: 1 }), Tipo::NonTrovato, &[]).await
    };
    assert_eq!(mark(id).await, mark(unknown).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_works_on_its_own_quesiti_only() {
    let scene = Scene::set(false).await;
    let (system, elsewhere) = (&scene.system, scene.system.operatore_altrove(1).await);
    let unknown = QuesitoId::from_bytes([7; 16]);
    for id in [scene.id, unknown] {
        system.refuses(elsewhere.take(id, 1), Tipo::NonTrovato, &[]).await;
        system.refuses(elsewhere.comment(id, 1, "Sì."), Tipo::NonTrovato, &[]).await;
        system.refuses(elsewhere.answer(id, 1, Vec::new()), Tipo::NonTrovato, &[]).await;
        system.refuses(elsewhere.close(id, 1, EsitoVoce::Accolta), Tipo::NonTrovato, &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_asks_for_nobody_else() {
    let system = System::start().await;
    let (anna, other, studio) = (system.datore(1).await, system.datore(2).await, system.intermediario(1).await);
    let nobody = PersonaId::from_bytes([7; 16]);
    for (who, datore) in [(&anna, other.id), (&anna, nobody), (&studio, anna.id), (&studio, nobody)] {
        let filtro = FiltroQuesiti { datore: Some(datore), ..FiltroQuesiti::default() };
        system.refuses(who.client.call::<ListQuesiti>(&Nulla {}, &filtro, &Nulla {}), Tipo::NonTrovato, &[]).await;
        system.refuses(who.client.call::<GetHome>(&Nulla {}, &PerConto { datore: Some(datore) }, &Nulla {}), Tipo::NonTrovato, &[]).await;
    }
    system
        .refuses(
            studio.client.call::<ListQuesiti>(&Nulla {}, &FiltroQuesiti::default(), &Nulla {}),
            Tipo::DatiNonValidi,
            &[("datore", Motivo::DatoreAssente)],
        )
        .await;
    system
        .refuses(
            studio.client.call::<GetHome>(&Nulla {}, &PerConto::default(), &Nulla {}),
            Tipo::DatiNonValidi,
            &[("datore", Motivo::DatoreAssente)],
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_of_who_prepared_it() {
    let scene = Scene::set(true).await;
    let (system, other) = (&scene.system, scene.system.datore(2).await);
    let stolen = scene.datore.client.upload("b.pdf", "application/pdf", campioni::pdf("b")).await.expect("an upload");
    let unknown = AllegatoInviato { id: AllegatoId::from_bytes([7; 16]), ..stolen.clone() };
    // The one that a quesito has already is no better.
    let used = AllegatoInviato { id: scene.allegato, ..stolen.clone() };
    let expired: &[_] = &[("allegati[0]", Motivo::AllegatoScaduto)];
    for allegato in [stolen, unknown, used] {
        let body = NuovoQuesito { allegati: vec![allegato.clone()], ..other.domanda() };
        system.refuses(other.send(&body), Tipo::DatiNonValidi, expired).await;
        system.refuses(scene.operatore.answer(scene.id, 2, vec![allegato]), Tipo::DatiNonValidi, expired).await;
    }
}

#[tokio::test]
async fn a_rapporto_of_somebody_else_is_as_unknown_as_one_that_is_not() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let campi: &[_] = &[("rapporto", Motivo::RapportoNonTuo)];
    let foreign = NuovoQuesito { ..other.domanda() };
    let unknown = NuovoQuesito { rapporto: "9999999999".to_owned(), ..other.domanda() };
    let malformed = NuovoQuesito { rapporto: "../../etc".to_owned(), ..other.domanda() };
    let first = system.refuses(anna.send(&foreign), Tipo::DatiNonValidi, campi).await;
    for body in [unknown, malformed] {
        assert_eq!(system.refuses(anna.send(&body), Tipo::DatiNonValidi, campi).await, first);
    }
}
