//! The supervisor's figures: load, ageing, outcomes and times by category, as JSON and as CSV; of their own sede only.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{CaricoOperatore, CaricoVoce, Cruscotto, EstensioneVoce, Figure, GetCruscotto, GetCruscottoCsv, MeseVoce};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_local::Target;
use cassetto_tests::{Individuo, System};

const DAY: Duration = Duration::from_secs(86_400);

async fn figures(system: &System, who: &Individuo) -> Cruscotto {
    system.session(who).await;
    who.client.call::<GetCruscotto>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("figures")
}

fn current(figure: &Figure) -> &MeseVoce {
    assert_eq!(figure.mesi.len(), 12);
    figure.mesi.last().expect("twelve months")
}

#[tokio::test]
async fn load_ageing_and_outcomes_of_ones_own_sede() {
    let system = System::start().await;
    let (anna, bruna, capo) = (system.datore(1).await, system.operatore(1).await, system.responsabile(1).await);
    let altrove = system.operatore_altrove(1).await;

    let nothing = figures(&system, &capo).await;
    assert_eq!((nothing.totale.carico, nothing.categorie.len(), nothing.operatori.len()), (CaricoVoce::default(), 0, 0));
    assert_eq!((nothing.sede.nome.as_str(), nothing.estensione), ("Roma", EstensioneVoce::Completa));

    // Due on Wednesday 23 December.
    let taken = anna.ask().await;
    anna.ask().await;
    let contributi = NuovoQuesito { categoria: "contributi".to_owned(), ..anna.domanda() };
    let done = anna.send(&contributi).await.expect("a protocol").id;
    bruna.take(taken, 1).await.expect("taken");
    system.advance(DAY * 6);
    system.session(&bruna).await;
    bruna.take(done, 1).await.expect("taken");
    bruna.close(done, 2, EsitoVoce::Respinta).await.expect("closed");

    let before = figures(&system, &capo).await;
    assert_eq!(before.totale.carico, CaricoVoce { aperte: 1, in_carico: 1, in_tempo: 2, ..CaricoVoce::default() });
    let [mav, contributi] = &before.categorie[..] else { panic!("two categories: {:?}", before.categorie) };
    assert_eq!((mav.categoria.codice.as_str(), contributi.categoria.codice.as_str()), ("mav", "contributi"));
    assert_eq!(mav.figure.carico, before.totale.carico);
    assert_eq!(contributi.figure.carico, CaricoVoce::default());
    let month = MeseVoce { mese: "2026-11".to_owned(), presentate: 1, accolte: 0, respinte: 1, p50: Some(6), p90: Some(6) };
    assert_eq!(*current(&contributi.figure), month);
    assert_eq!(*current(&before.totale), MeseVoce { presentate: 3, ..month });
    assert_eq!(before.operatori, [CaricoOperatore { nome: "Bruna Esempio".to_owned(), in_carico: 1, in_attesa: 0, scaduto: 0 }]);

    // It ages: near, on the day, over.
    for (instant, expected) in [
        ("2026-12-18T11:00:00Z", CaricoVoce { in_scadenza: 2, ..CaricoVoce::default() }),
        ("2026-12-23T22:59:59Z", CaricoVoce { scade_oggi: 2, ..CaricoVoce::default() }),
        ("2026-12-23T23:00:00Z", CaricoVoce { scaduto: 2, ..CaricoVoce::default() }),
    ] {
        system.set_now(instant);
        let figures = figures(&system, &capo).await;
        assert_eq!(figures.totale.carico, CaricoVoce { aperte: 1, in_carico: 1, ..expected }, "{instant}");
        assert_eq!(figures.totale.mesi[10].presentate, 3, "November is last month");
    }
    // Nobody else's.
    for other in [&bruna, &altrove, &anna] {
        system.session(other).await;
        other.client.call::<GetCruscotto>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect_err("no supervisor");
    }
}

#[tokio::test]
async fn the_same_figures_as_a_table() {
    let system = System::start().await;
    let (anna, bruna, capo) = (system.datore(1).await, system.operatore(1).await, system.responsabile(1).await);
    anna.ask().await;
    let id = anna.ask().await;
    system.advance(DAY * 2);
    system.session(&bruna).await;
    system.session(&capo).await;
    bruna.take(id, 1).await.expect("taken");
    bruna.close(id, 2, EsitoVoce::Accolta).await.expect("closed");

    let file = capo.client.call::<GetCruscottoCsv>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("a table");
    let text = String::from_utf8(file.contenuto).expect("text");
    assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| !line.contains('\n')));
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 1 + 12);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    let last = rows.last().expect("a row").join(",");
    assert_eq!(last, "7000,lavoro_domestico,mav,Avviso pagoPA (ex MAV),2026-11,2,1,0,2,2,1,0,0,1,0,0,0,0");
    assert_eq!(rows[1].join(","), "7000,lavoro_domestico,mav,Avviso pagoPA (ex MAV),2025-12,0,0,0,,,,,,,,,,");
    for name in ["Esempio", "Saggio", "Bruna"] {
        assert!(!text.contains(name), "no names");
    }
}

/// One Query a queue and one of the counters, whatever the table holds.
#[tokio::test]
async fn figures_cost_four_queries() {
    let system = System::start().await;
    let (anna, capo) = (system.datore(1).await, system.responsabile(1).await);
    for _ in 0..12 {
        anna.ask().await;
    }
    system.cloud.meter().reset();
    figures(&system, &capo).await;
    let cost = system.cloud.meter().snapshot();
    assert_eq!(cost.of(Target::DynamoDb, "Query").calls, 4);
    assert!(cost.read_units() <= 5.5, "{}", cost.read_units());
}
