//! Who may call what: every route with every role, and what of it belongs to somebody else.

pub mod cases;
pub mod scene;

use std::collections::BTreeSet;

use cassetto_allegati::campioni;
use cassetto_api::allegati::{AllegatoPath, GetAllegato};
use cassetto_api::endpoint::{Access, Endpoint, Nulla};
use cassetto_api::home::{GetHome, PerConto};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_api::quesiti::{
    AllegatoInviato, FiltroQuesiti, GetArchivio, GetRicevuta, Lettura, ListQuesiti, MarkRead, NuovoQuesito, QuesitoPath, VoceRicevuta,
};
use cassetto_api::routes::ALL;
use cassetto_domain::id::{AllegatoId, PersonaId, QuesitoId};
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Answer, Individuo, System};

use cases::CASES;
use scene::{Scene, Stage};

const ROLES: [Option<Ruolo>; 5] =
    [None, Some(Ruolo::Datore), Some(Ruolo::Intermediario), Some(Ruolo::Operatore), Some(Ruolo::Responsabile)];

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
        let scene = Scene::set(case.stage).await;
        let (refused, served): (Vec<_>, Vec<_>) = ROLES.into_iter().partition(|ruolo| refusal(meta.access, *ruolo).is_some());
        for ruolo in refused {
            let tipo = refusal(meta.access, ruolo).expect("a refusal");
            scene.system.refuses_raw(scene.call(*meta, case, ruolo), tipo, &[]).await;
        }
        for (index, ruolo) in served.into_iter().enumerate() {
            let fresh = if index == 0 { None } else { Some(Scene::set(case.stage).await) };
            let response = fresh.as_ref().unwrap_or(&scene).call(*meta, case, ruolo).await;
            if response.status().as_u16() != meta.success {
                let problema: Problema = serde_json::from_slice(&response.bytes().await.expect("a body")).expect("a problem");
                let admitted = problema.kind().is_some_and(|tipo| case.admitted.contains(&tipo));
                assert!(admitted, "{} as {ruolo:?}: {problema:?}", meta.name);
                continue;
            }
            let media = response.headers().get("content-type").map(|value| value.to_str().expect("text").to_owned());
            assert_eq!(media.as_deref(), meta.content.media(), "{}", meta.name);
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
        system
            .refuses(who.client.call::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta::default(), &Nulla {}), Tipo::NonTrovato, &[])
            .await,
        system.refuses(get::<GetArchivio>(who, QuesitoPath { id }), Tipo::NonTrovato, &[]).await,
        system.refuses(get::<GetAllegato>(who, AllegatoPath { id, allegato }), Tipo::NonTrovato, &[]).await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_as_if_it_were_not_there() {
    let scene = Scene::set(Stage::Aperta).await;
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
    let scene = Scene::set(Stage::Aperta).await;
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
    let scene = Scene::set(Stage::InCarico).await;
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
