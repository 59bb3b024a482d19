//! Credentials, failed attempts, sessions.

use cassetto_domain::ruolo::Ruolo;
use cassetto_store::{Credenziale, DURATA_SESSIONE, NuovaSessione, StoreError, Tentativi, Token};

use crate::ambiente::store;
use crate::campioni::{after, cf, now, persona_id, sede};

fn credenziale() -> Credenziale {
    Credenziale {
        persona: persona_id(1),
        phc: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g".to_owned(),
        ruolo: Ruolo::Operatore,
        nome: "Giulia Bianchi".to_owned(),
        sede: Some(sede()),
    }
}

fn nuova() -> NuovaSessione {
    NuovaSessione { persona: persona_id(1), ruolo: Ruolo::Operatore, nome: "Giulia Bianchi".to_owned(), sede: Some(sede()) }
}

#[tokio::test]
async fn credentials_and_attempts_come_together() {
    let store = store().await;
    assert_eq!(store.credenziali(&cf(), now()).await.unwrap(), (None, Tentativi::default()));

    // Attempts are counted for whoever is typed, known or not.
    for numero in 0..3 {
        store.count_attempt(&cf(), Tentativi { numero, prossimo: None }, None, now()).await.unwrap();
    }
    store.put_credenziale(&cf(), &credenziale()).await.unwrap();
    let tentativi = Tentativi { numero: 3, prossimo: None };
    assert_eq!(store.credenziali(&cf(), now()).await.unwrap(), (Some(credenziale()), tentativi));

    // A day later they are forgotten, even if the table still has them.
    assert_eq!(store.credenziali(&cf(), after(24 * 3600)).await.unwrap().1, Tentativi::default());
    store.count_attempt(&cf(), Tentativi::default(), None, after(24 * 3600)).await.unwrap();
    assert_eq!(store.credenziali(&cf(), after(24 * 3600)).await.unwrap().1, Tentativi { numero: 1, prossimo: None });
    store.clear_failures(&cf()).await.unwrap();
    assert_eq!(store.credenziali(&cf(), now()).await.unwrap().1, Tentativi::default());
}

#[tokio::test]
async fn an_attempt_is_counted_by_one_only() {
    let store = store().await;
    let cf = cf();
    for numero in 0..3 {
        let (seen, prossimo) = (Tentativi { numero, prossimo: None }, (numero == 2).then(|| after(30)));
        let count = || store.count_attempt(&cf, seen, prossimo, now());
        let (first, second) = tokio::join!(count(), count());
        assert!(first.is_ok() != second.is_ok());
        assert!(matches!(first.and(second), Err(StoreError::Conflitto)));
    }
    let seen = Tentativi { numero: 3, prossimo: Some(after(30)) };
    assert_eq!(store.credenziali(&cf, now()).await.unwrap().1, seen);
    assert!(matches!(store.count_attempt(&cf, seen, Some(after(60)), after(29)).await, Err(StoreError::Conflitto)));
    store.count_attempt(&cf, seen, Some(after(90)), after(30)).await.unwrap();
}

#[tokio::test]
async fn a_session_lasts_until_it_ends() {
    let store = store().await;
    let token = store.create_session(&nuova(), now()).await.unwrap();
    let read = Token::parse(&token.to_cookie()).unwrap();
    let attiva = store.session(&read, now()).await.unwrap().unwrap();
    assert_eq!((attiva.persona, attiva.ruolo, attiva.sede), (persona_id(1), Ruolo::Operatore, Some(sede())));
    assert_eq!(attiva.scade, now() + DURATA_SESSIONE);

    // Not a second longer, although the table has not dropped it.
    assert!(store.session(&read, after(8 * 3600 - 1)).await.unwrap().is_some());
    assert!(store.session(&read, after(8 * 3600)).await.unwrap().is_none());

    store.delete_session(attiva.persona, &attiva.impronta).await.unwrap();
    assert!(store.session(&read, now()).await.unwrap().is_none());
}

#[tokio::test]
async fn another_secret_opens_nothing() {
    let store = store().await;
    let cookie = store.create_session(&nuova(), now()).await.unwrap().to_cookie();
    let other = store.create_session(&NuovaSessione { persona: persona_id(2), ..nuova() }, now()).await.unwrap().to_cookie();
    let (persona, _) = cookie.split_once('.').unwrap();
    let (_, secret) = other.split_once('.').unwrap();
    let crossed = Token::parse(&format!("{persona}.{secret}")).unwrap();
    assert!(store.session(&crossed, now()).await.unwrap().is_none());
    for text in ["", ".", persona, &format!("{persona}."), &format!("{persona}.AAAA"), &format!("{cookie}A")] {
        assert_eq!(Token::parse(text), None, "{text}");
    }
}

#[tokio::test]
async fn sign_in_forgets_failures_and_sign_out_everywhere_ends_all() {
    let store = store().await;
    store.count_attempt(&cf(), Tentativi::default(), None, now()).await.unwrap();
    let mut tokens = vec![store.sign_in(&cf(), &nuova(), now()).await.unwrap()];
    assert_eq!(store.credenziali(&cf(), now()).await.unwrap().1, Tentativi::default());
    for _ in 0..30 {
        tokens.push(store.create_session(&nuova(), now()).await.unwrap());
    }
    let other = store.create_session(&NuovaSessione { persona: persona_id(2), ..nuova() }, now()).await.unwrap();

    store.delete_sessions(persona_id(1)).await.unwrap();
    for token in &tokens {
        assert!(store.session(token, now()).await.unwrap().is_none());
    }
    assert!(store.session(&other, now()).await.unwrap().is_some());
}
