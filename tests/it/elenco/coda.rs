//! An office's queue.

use cassetto_api::fascicolo::{FiltroCoda, VistaCoda};
use cassetto_api::modello::{EsitoVoce, Pagina};
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System};
use std::time::Duration;

fn tab(vista: VistaCoda) -> FiltroCoda {
    FiltroCoda { vista, ..FiltroCoda::default() }
}

async fn whole_queue(who: &Individuo, filtro: FiltroCoda) -> Vec<QuesitoId> {
    let (mut found, mut filtro) = (Vec::new(), filtro);
    loop {
        let page = who.queue(&filtro).await.expect("a queue");
        found.extend(page.voci.iter().map(|voce| voce.quesito.id));
        filtro.cursor = page.cursor;
        if filtro.cursor.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn the_queue_is_oldest_first_and_closed_ones_newest_first() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let (bruna, carlo, elsewhere) = (system.operatore(1).await, system.operatore(2).await, system.operatore_altrove(1).await);
    let mut asked = Vec::new();
    for n in 0..24 {
        let who = if n % 2 == 0 { &anna } else { &other };
        system.advance(Duration::from_secs(1));
        let categoria = if n % 3 == 0 { "contributi" } else { "mav" }.to_owned();
        asked.push(who.send(&NuovoQuesito { categoria, ..who.domanda() }).await.expect("a protocol").id);
    }
    for limit in [None, Some(1), Some(5), Some(24)] {
        assert_eq!(whole_queue(&bruna, FiltroCoda { limit, ..tab(VistaCoda::DaAssegnare) }).await, asked);
    }
    assert_eq!(elsewhere.queue(&tab(VistaCoda::DaAssegnare)).await.expect("a queue"), Pagina { voci: Vec::new(), cursor: None });

    // 0 to 5 to Bruna, 6 to 9 to Carlo; Bruna closes 0 to 2.
    for (index, id) in asked.iter().take(10).enumerate() {
        let who = if index < 6 { &bruna } else { &carlo };
        who.take(*id, 1).await.expect("taken");
    }
    for id in &asked[..3] {
        bruna.close(*id, 2, EsitoVoce::Accolta).await.expect("closed");
    }
    assert_eq!(whole_queue(&carlo, tab(VistaCoda::DaAssegnare)).await, asked[10..]);
    assert_eq!(whole_queue(&carlo, tab(VistaCoda::InCarico)).await, asked[3..10]);
    let newest_first: Vec<_> = asked[..3].iter().rev().copied().collect();
    for limit in [None, Some(1)] {
        assert_eq!(whole_queue(&carlo, FiltroCoda { limit, ..tab(VistaCoda::Chiuse) }).await, newest_first);
    }
    assert_eq!(whole_queue(&bruna, tab(VistaCoda::Mie)).await, asked[3..6]);
    assert_eq!(whole_queue(&carlo, FiltroCoda { limit: Some(1), ..tab(VistaCoda::Mie) }).await, asked[6..10]);
    let categoria = FiltroCoda { categoria: Some("contributi".to_owned()), limit: Some(2), ..tab(VistaCoda::DaAssegnare) };
    assert_eq!(whole_queue(&bruna, categoria).await, [asked[12], asked[15], asked[18], asked[21]]);

    // A quesito that leaves the queue while somebody reads it takes nothing with it.
    let first = bruna.queue(&FiltroCoda { limit: Some(3), ..tab(VistaCoda::DaAssegnare) }).await.expect("a queue");
    bruna.take(asked[12], 1).await.expect("taken");
    let rest = whole_queue(&bruna, FiltroCoda { cursor: first.cursor, ..tab(VistaCoda::DaAssegnare) }).await;
    assert_eq!(rest, asked[13..]);
    let row = &bruna.queue(&tab(VistaCoda::InCarico)).await.expect("a queue").voci[0].quesito;
    assert_eq!((row.operatore.as_deref(), row.datore.as_str(), row.versione), (Some("Bruna Esempio"), "Anna Esempio", 2));
}
