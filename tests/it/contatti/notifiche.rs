//! Push messages: encrypted for one browser, signed by us, forgotten when the browser is gone.

use cassetto_api::contatti::{Dispositivo, DispositivoRevocato, SubscribePush, UnsubscribePush};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{CanaleVoce, StatoConsegnaVoce};
use cassetto_api::motivo::Motivo;
use cassetto_tests::{Answer, Individuo, System};
use data_encoding::BASE64URL_NOPAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SystemRandom;

use super::{choose, contatti, last, motivo};

/// The keys of a browser, good for one message.
struct Browser {
    private: EphemeralPrivateKey,
    public: Vec<u8>,
}

const AUTH: [u8; 16] = [9; 16];

impl Browser {
    fn new() -> Self {
        let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).expect("a key");
        let public = private.compute_public_key().expect("a key").as_ref().to_vec();
        Self { private, public }
    }

    fn subscription(&self, endpoint: &str) -> Dispositivo {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        Dispositivo { endpoint: endpoint.to_owned(), p256dh: text(&self.public), auth: text(&AUTH) }
    }

    /// RFC 8291 as a browser does it.
    fn read(self, body: &[u8]) -> serde_json::Value {
        struct Length(usize);
        impl KeyType for Length {
            fn len(&self) -> usize {
                self.0
            }
        }
        let expand = |salt: &[u8], secret: &[u8], info: &[u8], length: usize| {
            let mut output = vec![0; length];
            let key = Salt::new(HKDF_SHA256, salt).extract(secret);
            key.expand(&[info], Length(length)).and_then(|okm| okm.fill(&mut output)).expect("a key");
            output
        };
        let (salt, server, record) = (&body[..16], &body[21..86], &body[86..]);
        let shared = agree_ephemeral(self.private, &UnparsedPublicKey::new(&ECDH_P256, server), <[u8]>::to_vec).expect("a secret");
        let secret = expand(&AUTH, &shared, &[b"WebPush: info\0", self.public.as_slice(), server].concat(), 32);
        let key = expand(salt, &secret, b"Content-Encoding: aes128gcm\0", 16);
        let nonce: [u8; 12] = expand(salt, &secret, b"Content-Encoding: nonce\0", 12).try_into().expect("12 bytes");
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("a key"));
        let mut record = record.to_vec();
        let text = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).expect("the text");
        serde_json::from_slice(&text[..text.len() - 1]).expect("JSON")
    }
}

async fn subscribe(who: &Individuo, dispositivo: &Dispositivo) -> Answer<Nulla> {
    who.client.call::<SubscribePush>(&Nulla {}, &Nulla {}, dispositivo).await
}

/// An address of the embedded push service.
fn endpoint(system: &System, name: &str) -> String {
    format!("{}{name}", system.kit().config.canali.servizio_push.as_deref().expect("a service"))
}

#[tokio::test]
async fn a_browser_gets_a_message_that_only_it_can_read() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let browser = Browser::new();
    subscribe(&anna, &browser.subscription(&endpoint(&system, "uno"))).await.expect("subscribed");
    assert_eq!(contatti(&anna).await.dispositivi, 1);
    choose(&anna, &[CanaleVoce::Push]).await.expect("chosen");
    let id = anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    assert_eq!((lists.sms.len(), lists.email.len(), lists.push.len()), (0, 0, 1));
    assert_eq!(last(&anna).await, [(CanaleVoce::Push, StatoConsegnaVoce::Inviata)]);
    let message = browser.read(&lists.push[0].corpo);
    assert_eq!(message["pagina"], format!("/quesiti/{id}"));
    for secret in ["Anna", "000000", "Avviso non", "Olena"] {
        assert!(!message.to_string().contains(secret), "{message}");
    }
    // Unsubscribing the last one, nobody is left to tell that way: what stands in is used from now on.
    let body = DispositivoRevocato { endpoint: endpoint(&system, "uno") };
    anna.client.call::<UnsubscribePush>(&Nulla {}, &Nulla {}, &body).await.expect("forgotten");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    assert_eq!((lists.sms.len(), lists.email.len(), lists.push.len()), (1, 1, 1), "as for who chose nothing");
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten_and_the_e_mail_stands_in() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    subscribe(&anna, &Browser::new().subscription(&endpoint(&system, "revocato"))).await.expect("subscribed");
    choose(&anna, &[CanaleVoce::Push]).await.expect("chosen");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    assert_eq!(contatti(&anna).await.dispositivi, 0);
    system.cloud.sweep().await.expect("a sweep");
    let expected = [(CanaleVoce::Push, StatoConsegnaVoce::Permanente), (CanaleVoce::Email, StatoConsegnaVoce::Inviata)];
    assert_eq!(last(&anna).await, expected);
}

#[tokio::test]
async fn only_known_push_services_and_real_keys_are_taken() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let good = Browser::new().subscription(&endpoint(&system, "uno"));
    let elsewhere = ["http://169.254.169.254/latest", "https://10.0.0.1/push", "https://fcm.googleapis.com.example/x", "uno", ""];
    let elsewhere = elsewhere.map(|endpoint| Dispositivo { endpoint: endpoint.to_owned(), ..good.clone() });
    let keys = [
        Dispositivo { p256dh: "AAAA".to_owned(), ..good.clone() },
        Dispositivo { auth: String::new(), ..good.clone() },
        Dispositivo { auth: "!".to_owned(), ..good },
    ];
    for bad in elsewhere.iter().chain(&keys) {
        assert_eq!(motivo(subscribe(&anna, bad).await), Motivo::DispositivoNonValido);
    }
    assert_eq!(contatti(&anna).await.dispositivi, 0);
}
