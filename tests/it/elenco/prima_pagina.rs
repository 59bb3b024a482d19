//! The first page: what waits, and the next due date.

use super::{ask, ids};
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::quesiti::{Lettura, MarkRead, QuesitoPath};
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_tests::{Individuo, System};

async fn home(who: &Individuo) -> Home {
    who.client.call::<GetHome>(&Nulla {}, &PerConto::default(), &Nulla {}).await.expect("a home")
}

#[tokio::test]
async fn home_shows_what_waits_first() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    system.rapporto(anna.id, &CodiceRapporto::parse("3999999999").expect("a code")).await;
    let mut asked = Vec::new();
    for n in 0..9 {
        asked.push(ask(&system, &anna, &format!("Quesito {n}")).await);
    }
    for id in [asked[1], asked[4]] {
        bruna.take(id, 1).await.expect("taken");
    }
    let page = home(&anna).await;
    assert_eq!(page.datore, "Anna Esempio");
    assert_eq!(ids(&page.tocca_a_te), [asked[4], asked[1]]);
    assert_eq!(ids(&page.recenti), [asked[8], asked[7], asked[6], asked[5], asked[3]]);
    assert_eq!(page.rapporti.iter().map(|rapporto| rapporto.codice.as_str()).collect::<Vec<_>>(), ["3000000001", "3999999999"]);

    anna.client.call::<MarkRead>(&QuesitoPath { id: asked[4] }, &Nulla {}, &Lettura { versione: 2 }).await.expect("read");
    let page = home(&anna).await;
    assert_eq!(ids(&page.tocca_a_te), [asked[1]]);
    assert_eq!(ids(&page.recenti), [asked[8], asked[7], asked[6], asked[5], asked[4]]);
}

#[tokio::test]
async fn the_next_due_date_follows_the_calendar_of_rome() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for (now, trimestre, anno, dal, al) in [
        ("2026-09-30T12:00:00Z", 3, 2026, "2026-10-01", "2026-10-12"),
        // 10 October 2026 is a Saturday: until Monday the 12th, to the last second of Rome.
        ("2026-10-12T21:59:59Z", 3, 2026, "2026-10-01", "2026-10-12"),
        ("2026-10-12T22:00:00Z", 4, 2026, "2027-01-01", "2027-01-11"),
        // 10 January 2027 is a Sunday.
        ("2027-01-11T22:59:59Z", 4, 2026, "2027-01-01", "2027-01-11"),
        ("2027-01-11T23:00:00Z", 1, 2027, "2027-04-01", "2027-04-12"),
    ] {
        system.set_now(now);
        system.session(&anna).await;
        let scadenza = home(&anna).await.scadenza;
        assert_eq!((scadenza.trimestre, scadenza.anno), (trimestre, anno), "{now}");
        assert_eq!((scadenza.dal.0.as_str(), scadenza.al.0.as_str()), (dal, al), "{now}");
    }
}
