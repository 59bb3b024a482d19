//! Contacts, channels and what became of each notice, as the person sees it.

mod consegne;
mod notifiche;

use cassetto_api::avvisi::{AvvisoVoce, FiltroAvvisi, ListAvvisi};
use cassetto_api::contatti::{
    ChangeContatto, CodiceContatto, CodiceMandato, ContattiVoce, ContattoDaTogliere, GetContatti, NuovoContatto, PreferenzaVoce,
    PreferenzeVoce, RemoveContatto, SetPreferenze, VerifyContatto,
};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{CanaleVoce, GenereVoce, LinguaVoce, StatoConsegnaVoce, TipoContattoVoce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_tests::{Answer, Individuo, System};

/// All contacts and preferences of somebody.
pub async fn contatti(who: &Individuo) -> ContattiVoce {
    who.client.call::<GetContatti>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("contacts")
}

/// Asks to change a contact.
pub async fn change(who: &Individuo, tipo: TipoContattoVoce, valore: &str) -> Answer<CodiceMandato> {
    let body = NuovoContatto { tipo, valore: valore.to_owned() };
    who.client.call::<ChangeContatto>(&Nulla {}, &Nulla {}, &body).await
}

/// Gives back the code that was sent to a new contact.
pub async fn verify(who: &Individuo, tipo: TipoContattoVoce, codice: &str) -> Answer<Nulla> {
    let body = CodiceContatto { tipo, codice: codice.to_owned() };
    who.client.call::<VerifyContatto>(&Nulla {}, &Nulla {}, &body).await
}

/// Chooses these channels for every kind of notice.
pub async fn choose(who: &Individuo, canali: &[CanaleVoce]) -> Answer<Nulla> {
    let genere = [GenereVoce::Avanzamento, GenereVoce::Messaggi, GenereVoce::Deleghe];
    let preferenze = genere.map(|genere| PreferenzaVoce { genere, canali: canali.to_vec() }).to_vec();
    who.client.call::<SetPreferenze>(&Nulla {}, &Nulla {}, &PreferenzeVoce { preferenze, lingua: LinguaVoce::It }).await
}

/// Somebody's notices, newest first.
pub async fn avvisi(who: &Individuo) -> Vec<AvvisoVoce> {
    who.client.call::<ListAvvisi>(&Nulla {}, &FiltroAvvisi::default(), &Nulla {}).await.expect("notices").voci
}

/// The deliveries of the newest notice.
pub async fn last(who: &Individuo) -> Vec<(CanaleVoce, StatoConsegnaVoce)> {
    avvisi(who).await[0].consegne.iter().map(|consegna| (consegna.canale, consegna.stato)).collect()
}

/// The code in the last message to an address or number.
pub async fn code(system: &System, contatto: &str) -> String {
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    let sms = lists.sms.iter().rev().find(|sms| sms.numero == contatto).map(|sms| sms.testo.clone());
    let email = lists.email.iter().rev().find(|email| email.destinatario == contatto).map(|email| email.testo.clone());
    let text = sms.or(email).expect("a message");
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
    digits.expect("a code").to_owned()
}

fn motivo<T: std::fmt::Debug>(answer: Answer<T>) -> Motivo {
    let problema = answer.expect_err("refused");
    assert_eq!(problema.kind(), Some(Tipo::DatiNonValidi), "{problema:?}");
    problema.campi[0].motivo
}

fn valore(voce: &ContattiVoce, tipo: TipoContattoVoce) -> Option<String> {
    voce.contatti.iter().find(|contatto| contatto.tipo == tipo).and_then(|contatto| contatto.valore.clone())
}

#[tokio::test]
async fn a_new_address_counts_once_its_code_is_back_and_for_later_notices() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let (old, new) = ("persona1@esempio.example", "nuova@esempio.example");
    assert!(contatti(&anna).await.contatti.iter().all(|contatto| !contatto.verificato), "what the archives gave");
    assert!(change(&anna, TipoContattoVoce::Email, new).await.expect("a code").scade.is_some());
    let codice = code(&system, new).await;
    // Until then everything goes where it went.
    let shown = contatti(&anna).await;
    assert_eq!(valore(&shown, TipoContattoVoce::Email).as_deref(), Some(old));
    assert_eq!(shown.contatti[3].in_verifica.as_ref().map(|nuovo| nuovo.valore.as_str()), Some(new));
    // One is sent, and waits for an SMTP server that is back after the change.
    system.cloud.faults().inject(cassetto_local::Rule::new(cassetto_local::Target::Smtp, cassetto_local::Fault::Refuse));
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    assert_eq!(motivo(verify(&anna, TipoContattoVoce::Email, "000000").await), Motivo::CodiceSbagliato);
    verify(&anna, TipoContattoVoce::Email, &codice).await.expect("right");
    system.cloud.faults().clear();
    system.advance(std::time::Duration::from_secs(600));
    system.cloud.sweep().await.expect("a sweep");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let sent: Vec<String> = system.cloud.sent().lists().email.iter().map(|email| email.destinatario.clone()).collect();
    assert_eq!(sent, [new, old, new], "the code, what waited, what came later");
    // Spent: not a second time.
    assert_eq!(motivo(verify(&anna, TipoContattoVoce::Email, &codice).await), Motivo::CodiceScaduto);
    let shown = contatti(&anna).await;
    assert_eq!(valore(&shown, TipoContattoVoce::Email).as_deref(), Some(new));
    assert!(shown.contatti[3].verificato && shown.contatti[3].in_verifica.is_none());
    let [cambio] = shown.storia.as_slice() else { panic!("{:?}", shown.storia) };
    assert_eq!((cambio.da.as_deref(), cambio.a.as_deref()), (Some("p•••@esempio.example"), Some("n•••@esempio.example")));
    assert!(cambio.verificato);
}

#[tokio::test]
async fn a_code_holds_for_five_tries_and_a_quarter_of_an_hour() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let tipo = TipoContattoVoce::Cellulare;
    change(&anna, tipo, "333 7654321").await.expect("a code");
    assert_eq!(motivo(change(&anna, tipo, "333 7654321").await), Motivo::CodiceTroppoPresto);
    let codice = code(&system, "+393337654321").await;
    // Twelve at once: no more than five are compared.
    let wrong = if codice == "123456" { "654321" } else { "123456" };
    let tries = (0..12).map(|_| verify(&anna, tipo, wrong));
    let mut reasons = Vec::new();
    for answer in futures_join(tries).await {
        reasons.push(motivo(answer));
    }
    assert_eq!(reasons.iter().filter(|motivo| **motivo == Motivo::CodiceSbagliato).count(), 4, "{reasons:?}");
    assert_eq!(motivo(verify(&anna, tipo, &codice).await), Motivo::CodiceEsaurito, "even the right one");
    // Another one, too late.
    system.advance(std::time::Duration::from_secs(61));
    change(&anna, tipo, "333 7654321").await.expect("a code");
    let codice = code(&system, "+393337654321").await;
    system.advance(std::time::Duration::from_secs(15 * 60));
    assert_eq!(motivo(verify(&anna, tipo, &codice).await), Motivo::CodiceScaduto);
    assert_eq!(valore(&contatti(&anna).await, tipo).as_deref(), Some("+393000000001"));
}

#[tokio::test]
async fn ten_codes_a_day_go_to_new_contacts() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let tipo = TipoContattoVoce::Cellulare;
    for number in 0..10 {
        change(&anna, tipo, &format!("333 765432{number}")).await.expect("a code");
        system.advance(std::time::Duration::from_secs(61));
    }
    assert_eq!(motivo(change(&anna, tipo, "333 7654321").await), Motivo::TroppiCodici);
    // Whatever the contact; the last one that was sent holds.
    assert_eq!(motivo(change(&anna, TipoContattoVoce::Email, "nuova@esempio.example").await), Motivo::TroppiCodici);
    let codice = code(&system, "+393337654329").await;
    let sent = system.cloud.sent().lists();
    assert_eq!((sent.sms.len(), sent.email.len()), (10, 0));
    verify(&anna, tipo, &codice).await.expect("right");
    assert_eq!(motivo(change(&anna, tipo, "333 7654321").await), Motivo::TroppiCodici, "though none waits");
    system.advance(std::time::Duration::from_secs(24 * 3_600));
    system.session(&anna).await;
    change(&anna, tipo, "333 7654321").await.expect("another day's");
}

/// All of them, at once.
async fn futures_join<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut pinned: Vec<_> = futures.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(move |context| {
        for (future, done) in &mut pinned {
            if done.is_none()
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                *done = Some(value);
            }
        }
        if pinned.iter().all(|(_, done)| done.is_some()) {
            std::task::Poll::Ready(pinned.iter_mut().filter_map(|(_, done)| done.take()).collect())
        } else {
            std::task::Poll::Pending
        }
    })
    .await
}

#[tokio::test]
async fn what_no_code_can_be_sent_to_is_taken_at_once_and_each_kind_has_its_form() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for tipo in [TipoContattoVoce::Telefono, TipoContattoVoce::Fax] {
        assert_eq!(change(&anna, tipo, "06 1234567").await.expect("saved").scade, None);
        assert_eq!(valore(&contatti(&anna).await, tipo).as_deref(), Some("+39061234567"));
    }
    for (tipo, valore, expected) in [
        (TipoContattoVoce::Telefono, "casa", Motivo::TelefonoNonValido),
        (TipoContattoVoce::Cellulare, "06 1234567", Motivo::CellulareNonValido),
        (TipoContattoVoce::Email, "anna", Motivo::EmailNonValida),
        (TipoContattoVoce::Pec, "anna@", Motivo::EmailNonValida),
    ] {
        assert_eq!(motivo(change(&anna, tipo, valore).await), expected);
    }
    system.advance(std::time::Duration::from_secs(1));
    let body = ContattoDaTogliere { tipo: TipoContattoVoce::Fax };
    anna.client.call::<RemoveContatto>(&Nulla {}, &Nulla {}, &body).await.expect("gone");
    let shown = contatti(&anna).await;
    assert_eq!(valore(&shown, TipoContattoVoce::Fax), None);
    assert_eq!(shown.storia.len(), 3);
}

#[tokio::test]
async fn channels_are_chosen_by_kind_and_need_their_contacts() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    assert_eq!(motivo(choose(&anna, &[]).await), Motivo::NessunCanale);
    for canale in [CanaleVoce::Pec, CanaleVoce::Push] {
        assert_eq!(motivo(choose(&anna, &[canale]).await), Motivo::CanaleSenzaContatto);
    }
    choose(&anna, &[CanaleVoce::Email]).await.expect("chosen");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    assert_eq!((lists.sms.len(), lists.email.len()), (0, 1));
    // The channel goes with its contact; what stands in is used.
    let body = ContattoDaTogliere { tipo: TipoContattoVoce::Email };
    anna.client.call::<RemoveContatto>(&Nulla {}, &Nulla {}, &body).await.expect("gone");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    assert_eq!((lists.sms.len(), lists.email.len()), (1, 1));
}
