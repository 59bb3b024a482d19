//! Signing in and out: what slows a guesser, what a session is worth, and for how long.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_api::sessione::{COOKIE, GetSessione, Sessione, SignOut, SignOutEverywhere};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::pin::Pin;
use cassetto_domain::ruolo::Ruolo;
use cassetto_tests::{Answer, Client, Individuo, System};
use serde_json::Value;

use crate::passi::rows;

const PIN: &str = "Prova123";
const WRONG: &str = "Prova124";

/// A valid codice fiscale that nobody has.
const NOBODY: &str = "RSSMRA80A01H501U";

/// A field and what is wrong with it.
type Fault = (&'static str, Motivo);

async fn with_pin(system: &System) -> Individuo {
    let anna = system.datore(1).await;
    let phc = cassetto_login::pin_hash::hash(&Pin::parse(PIN).expect("a PIN")).expect("a hash");
    system.pin(&anna, Ruolo::Datore, phc).await;
    anna.client.set_cookie(None);
    anna
}

async fn refusal(client: &Client, codice_fiscale: &str, pin: &str) -> Problema {
    *client.sign_in(codice_fiscale, pin).await.expect_err("a refusal")
}

async fn who(client: &Client) -> Answer<Sessione> {
    client.call::<GetSessione>(&Nulla {}, &Nulla {}, &Nulla {}).await
}

/// Wrong PINs sent at once: how many were compared with the right one, which 401 tells. All others must be told to wait.
async fn examined(system: &System, codice_fiscale: &str, count: usize) -> usize {
    let attempts = (0..count).map(|_| {
        let (client, codice_fiscale) = (system.client(), codice_fiscale.to_owned());
        tokio::spawn(async move { refusal(&client, &codice_fiscale, WRONG).await.kind() })
    });
    let mut examined = 0;
    for attempt in attempts.collect::<Vec<_>>() {
        match attempt.await.expect("an answer") {
            Some(Tipo::CredenzialiNonValide) => examined += 1,
            other => assert_eq!(other, Some(Tipo::AccessoRallentato)),
        }
    }
    examined
}

/// What the table keeps of somebody's attempts, but whose they are.
fn kept(system: &System, codice_fiscale: &str) -> Option<Value> {
    let mut row = rows(system).remove(&(format!("CF#{codice_fiscale}"), "T".to_owned()))?;
    row.as_object_mut().expect("a row").remove("pk");
    Some(row)
}

async fn is_out(client: &Client) {
    assert_eq!(who(client).await.expect_err("no session").kind(), Some(Tipo::SessioneAssente));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_and_an_unknown_person_are_the_same_answer() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let wrong = refusal(&anna.client, anna.codice_fiscale.as_str(), WRONG).await;
    let unknown = refusal(&anna.client, NOBODY, PIN).await;
    assert_eq!(wrong.kind(), Some(Tipo::CredenzialiNonValide));
    assert_eq!(wrong, unknown);
    assert!(anna.client.cookie().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_pins_slow_the_next_down_whoever_it_is() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let own = anna.codice_fiscale.as_str();
    for _ in 0..5 {
        for codice_fiscale in [own, NOBODY] {
            let problema = refusal(&anna.client, codice_fiscale, WRONG).await;
            assert_eq!((problema.kind(), problema.riprova_tra), (Some(Tipo::CredenzialiNonValide), None));
        }
    }
    // Now even the right one must wait, and both wait the same.
    let slowed = refusal(&anna.client, own, PIN).await;
    assert_eq!((slowed.kind(), slowed.riprova_tra), (Some(Tipo::AccessoRallentato), Some(30)));
    assert_eq!(slowed, refusal(&anna.client, NOBODY, PIN).await);
    system.advance(Duration::from_secs(29));
    assert_eq!(refusal(&anna.client, own, PIN).await.riprova_tra, Some(1));

    // One wrong attempt more doubles the wait.
    system.advance(Duration::from_secs(1));
    for codice_fiscale in [own, NOBODY] {
        assert_eq!(refusal(&anna.client, codice_fiscale, WRONG).await.kind(), Some(Tipo::CredenzialiNonValide));
        let slowed = refusal(&anna.client, codice_fiscale, PIN).await;
        assert_eq!((slowed.kind(), slowed.riprova_tra), (Some(Tipo::AccessoRallentato), Some(60)));
    }

    // The right one after the wait forgets them all.
    system.advance(Duration::from_secs(60));
    anna.client.sign_in(own, PIN).await.expect("a session");
    assert_eq!(refusal(&anna.client, own, WRONG).await.kind(), Some(Tipo::CredenzialiNonValide));
    anna.client.sign_in(own, PIN).await.expect("a session");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_is_told_in_a_header_too() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    for _ in 0..5 {
        refusal(&anna.client, NOBODY, WRONG).await;
    }
    let body = format!(r#"{{"codice_fiscale":"{NOBODY}","pin":"{WRONG}"}}"#);
    let response = anna.client.raw("POST", "/api/sessione", Some(body), None).await;
    assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (429, &"30".parse().expect("a value")));
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_sent_at_once_while_slowed_are_examined_one_at_a_time() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let own = anna.codice_fiscale.as_str();
    for _ in 0..5 {
        refusal(&anna.client, own, WRONG).await;
    }
    system.advance(Duration::from_secs(30));
    assert_eq!(examined(&system, own, 8).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_wrong_pins_sent_at_once_as_many_are_examined_as_of_those_in_turn() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let own = anna.codice_fiscale.as_str();
    let mut slowed = Vec::new();
    for codice_fiscale in [own, NOBODY] {
        assert_eq!(examined(&system, codice_fiscale, 20).await, 5, "{codice_fiscale}");
        slowed.push(refusal(&anna.client, codice_fiscale, PIN).await);
    }
    assert_eq!((slowed[0].kind(), slowed[0].riprova_tra), (Some(Tipo::AccessoRallentato), Some(30)));
    assert_eq!(slowed[0], slowed[1]);
    assert!(kept(&system, own).is_some());
    assert_eq!(kept(&system, own), kept(&system, NOBODY));

    // From here on one for each wait.
    system.advance(Duration::from_secs(30));
    for codice_fiscale in [own, NOBODY] {
        assert_eq!(examined(&system, codice_fiscale, 20).await, 1, "{codice_fiscale}");
        assert_eq!(refusal(&anna.client, codice_fiscale, PIN).await.riprova_tra, Some(60));
    }
    assert_eq!(kept(&system, own), kept(&system, NOBODY));

    // A day later it begins again, although the table has not dropped the count.
    system.advance(Duration::from_hours(24));
    assert_eq!(examined(&system, own, 20).await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_sent_twice_at_once_gets_in_twice() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let own = anna.codice_fiscale.as_str();
    refusal(&anna.client, own, WRONG).await;
    let (first, second) = (system.client(), system.client());
    let (one, other) = tokio::join!(first.sign_in(own, PIN), second.sign_in(own, PIN));
    one.expect("a session");
    other.expect("another one");
    assert_eq!(kept(&system, own), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_checked_before_it_is_tried() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let client = &anna.client;
    let wrong_letter = "RSSMRA80A01H501X";
    let cases: [(&str, &str, &[Fault]); 4] = [
        (wrong_letter, PIN, &[("codice_fiscale", Motivo::CodiceFiscaleNonValido)]),
        ("", PIN, &[("codice_fiscale", Motivo::CodiceFiscaleNonValido)]),
        (NOBODY, "1234567", &[("pin", Motivo::PinNonValido)]),
        ("RSSMRA", "12345 78", &[("codice_fiscale", Motivo::CodiceFiscaleNonValido), ("pin", Motivo::PinNonValido)]),
    ];
    for (codice_fiscale, pin, campi) in cases {
        system.refuses(client.sign_in(codice_fiscale, pin), Tipo::DatiNonValidi, campi).await;
    }
    // As people type it.
    let text = CodiceFiscale::as_str(&anna.codice_fiscale).to_lowercase();
    client.sign_in(&format!(" {} {}\t{} ", &text[..6], &text[6..11], &text[11..]), PIN).await.expect("a session");
    assert_eq!(who(client).await.expect("a session").persona, anna.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_bound_to_this_site() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let body = format!(r#"{{"codice_fiscale":"{}","pin":"{PIN}"}}"#, anna.codice_fiscale.as_str());
    let response = anna.client.raw("POST", "/api/sessione", Some(body), None).await;
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let cookie = response.headers()["set-cookie"].to_str().expect("text").to_owned();
    let token = anna.client.cookie().expect("a session");
    assert_eq!(cookie, format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Strict"));
    assert!(!response.text().await.expect("a body").contains(&token), "the token is in the cookie only");

    let response = anna.client.raw("DELETE", "/api/sessione", None, None).await;
    let cookie = response.headers()["set-cookie"].to_str().expect("text").to_owned();
    assert_eq!(cookie, format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"));
}

#[tokio::test]
async fn a_session_ends_after_eight_hours() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sessione = who(&anna.client).await.expect("a session");
    assert_eq!(sessione.scade.0, "2026-11-23T19:00:00.000Z");
    system.advance(Duration::from_hours(8) - Duration::from_millis(1));
    assert_eq!(who(&anna.client).await.expect("a session"), sessione);
    system.advance(Duration::from_millis(1));
    is_out(&anna.client).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_this_session_only_and_everywhere_all() {
    let system = System::start().await;
    let anna = with_pin(&system).await;
    let (phone, tablet, desktop) = (system.client(), system.client(), system.client());
    for client in [&phone, &tablet, &desktop] {
        client.sign_in(anna.codice_fiscale.as_str(), PIN).await.expect("a session");
    }
    // The session itself ends, not only its cookie.
    let stolen = phone.cookie();
    phone.call::<SignOut>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("out");
    assert!(phone.cookie().is_none());
    phone.set_cookie(stolen);
    is_out(&phone).await;
    who(&tablet).await.expect("still in");

    let other = system.datore(2).await;
    let kept = tablet.cookie();
    tablet.call::<SignOutEverywhere>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("out");
    assert!(tablet.cookie().is_none());
    tablet.set_cookie(kept);
    is_out(&tablet).await;
    is_out(&desktop).await;
    who(&other.client).await.expect("somebody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn everywhere_is_more_than_one_batch() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let mut tokens = vec![anna.client.cookie()];
    for _ in 0..30 {
        system.session(&anna).await;
        tokens.push(anna.client.cookie());
    }
    anna.client.call::<SignOutEverywhere>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("out");
    for token in tokens {
        anna.client.set_cookie(token);
        is_out(&anna.client).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_pins_nobody_gets_in_by_pin() {
    let system = System::start_with(|options| cassetto_local::Options { pin_enabled: false, ..options }).await;
    let anna = with_pin(&system).await;
    system.refuses(anna.client.sign_in(anna.codice_fiscale.as_str(), PIN), Tipo::CredenzialiNonValide, &[]).await;
}

#[tokio::test]
async fn another_site_can_make_nobody_act() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let own = system.cloud.origin();
    let foreign =
        [("origin", "https://altro.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")];
    let routes = [("POST", "/api/quesiti"), ("POST", "/api/sessione"), ("DELETE", "/api/sessione"), ("DELETE", "/api/sessioni")];
    for header in foreign {
        for (method, path) in routes {
            let headers = [header, ("content-type", "application/json")];
            system.refuses_raw(anna.client.request(method, path, &headers, b"{}".to_vec()), Tipo::OrigineNonAmmessa, &[]).await;
        }
        // Reading is safe: the answer stays with the browser.
        let response = anna.client.request("GET", "/api/sessione", &[header], Vec::new()).await;
        assert_eq!(response.status(), 200);
    }
    // The page itself says where it comes from, and is served.
    for header in [("origin", own), ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "none")] {
        let response = anna.client.request("POST", "/api/allegati", &[header], Vec::new()).await;
        assert_eq!(response.status(), 400, "{header:?}");
    }
}

#[tokio::test]
async fn a_forged_cookie_opens_nothing() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let token = anna.client.cookie().expect("a session");
    let (persona, secret) = token.split_once('.').expect("two parts");
    let changed = if secret.starts_with('A') { "B" } else { "A" };
    let forged = [
        format!("{persona}.{changed}{}", &secret[1..]),
        format!("{}.{secret}", other.id),
        format!("{persona}.{}", &secret[1..]),
        format!("{persona}."),
        persona.to_owned(),
        "S#".to_owned(),
        "x".repeat(4000),
    ];
    for token in forged {
        anna.client.set_cookie(Some(token));
        is_out(&anna.client).await;
    }
    anna.client.set_cookie(Some(token));
    who(&anna.client).await.expect("the real one");
}
