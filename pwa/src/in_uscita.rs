//! The outbox: what the person has sent, kept on this device until the service has registered it, which happens once.
//!
//! The rules, in order:
//!
//! 1. *Pressing the button puts it here first*, words and documents, and only then tries to send it. With a network nobody notices;
//!    without one, or when the network goes away in the middle, it stays here and leaves by itself.
//! 2. *The same key until a clear answer.* What goes out is written down to the letter, with its key, before it goes. A try without
//!    an answer is repeated with the same key and the same letters, by any tab, after any update of the app: the service registers
//!    the first that arrives, and answers every repetition with the number of the first.
//! 3. *A clear refusal frees the key.* The service did nothing: the entry waits to be corrected, and is another send from then on.
//!    A refusal that the service gives before it looks at the key (who may write for whom, an unknown category) frees it only when
//!    nothing went out before: an earlier try may have arrived (`verdetto.rs`).
//! 4. *Nothing changes while it is not known whether it has arrived.* Editing an entry that went out without an answer first repeats
//!    it: either it turns out to be sent, or it is refused and can be edited. Throwing it away says that it may have arrived.
//! 5. *Only the service says `protocollato`.* Until then it is in the queue, whatever the network did.
//! 6. *An ended session waits.* Nobody is sent to the sign-in page by what happens by itself; it leaves when the same person is back.
//!    Signing out wipes it, after asking.
//!
//! One tab at a time sends (`turno.rs`), the others are told (`canale.rs`). It is tried at start, after signing in, when the network
//! returns, when the page is looked at again, and meanwhile less and less often while it is visible.

mod magazzino;
mod partenza;
mod posto;
pub mod spedizione;
mod verdetto;
mod voce;

use cassetto_domain::id::{BozzaId, PersonaId, QuesitoId};
use leptos::task::spawn_local;

use partenza::FIRST_MILLIS;
pub use partenza::Partenza;
pub use posto::{Posto, sveglia, use_bozze_in_partenza, use_in_uscita, watch};
pub use spedizione::{Risposta, refusal, send_expired_again};
pub use voce::{Cosa, Messaggio, Stato, Voce};

use crate::api::{Client, use_client};
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, fill, t};
use crate::rete::use_rete;
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{browser, canale};

/// What was thrown away can come back for so long; what has arrived is shown for so long.
const HOUR_MILLIS: f64 = 3_600_000.0;

/// What waits to be sent by who is signed in.
#[derive(Clone, Copy)]
pub struct InUscita {
    /// All of it, the last one first.
    pub voci: RwSignal<Vec<Voce>>,
    /// What this tab is sending now.
    pub in_partenza: RwSignal<Option<String>>,
    /// Counts what has arrived, so that lists can be read again.
    pub arrivi: RwSignal<u32>,
    persona: Memo<Option<PersonaId>>,
    client: Client,
    toasts: Toasts,
    owner: StoredValue<Owner>,
    busy: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    pause: StoredValue<u64>,
}

impl InUscita {
    fn new(bozze: RwSignal<Vec<BozzaId>>) -> Self {
        let (client, accesso, toasts, rete) = (use_client(), use_accesso(), use_toasts(), use_rete());
        let persona = memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.persona)));
        let uscita = Self {
            voci: RwSignal::new(Vec::new()),
            in_partenza: RwSignal::new(None),
            arrivi: RwSignal::new(0),
            persona,
            client: client.quiet(),
            toasts,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            busy: StoredValue::new(false),
            timer: StoredValue::new(None),
            pause: StoredValue::new(FIRST_MILLIS),
        };
        effect(move || {
            let persona = persona.get();
            uscita.voci.set(Vec::new());
            uscita.stop();
            if let Some(persona) = persona {
                spawn_local(uscita.open(persona));
            }
        });
        effect(move || {
            let leaving = |voce: &Voce| match &voce.cosa {
                Cosa::Quesito { bozza, .. } if !matches!(voce.stato, Stato::Scartato(_)) => bozza.copia.saved(),
                Cosa::Quesito { .. } | Cosa::Messaggio(_) => None,
            };
            bozze.set(uscita.voci.with(|voci| voci.iter().filter_map(leaving).collect()));
        });
        effect(move || {
            if rete.get() {
                uscita.wake();
            }
        });
        window_event_listener_untyped("visibilitychange", move |_| {
            if !browser::is_hidden() {
                uscita.wake();
            }
        });
        canale::hear(move |key| {
            if let Some(persona) = persona.get_untracked()
                && magazzino::is_of(&key, persona)
            {
                spawn_local(uscita.reload(persona));
            }
        });
        uscita
    }

    /// The messages of one quesito that wait.
    pub fn del_quesito(self, quesito: QuesitoId) -> Memo<Vec<Voce>> {
        self.pick(move |voce| matches!(&voce.cosa, Cosa::Messaggio(messaggio) if messaggio.quesito == quesito))
    }

    /// Everything that is shown of one employer, messages too.
    pub fn tutte(self, datore: Option<PersonaId>) -> Memo<Vec<Voce>> {
        self.pick(move |voce| voce.datore() == datore)
    }

    fn pick(self, wanted: impl Fn(&Voce) -> bool + Send + Sync + 'static) -> Memo<Vec<Voce>> {
        memo(move || {
            self.voci.with(|voci| voci.iter().filter(|voce| !matches!(voce.stato, Stato::Scartato(_)) && wanted(voce)).cloned().collect())
        })
    }

    /// Tries now, whatever the browser says of the network.
    pub fn try_now(self) {
        let Some(persona) = self.persona.get_untracked() else { return };
        self.pause.set_value(FIRST_MILLIS);
        spawn_local(async move {
            self.revive(persona).await;
            self.flush();
        });
    }

    /// What waited for a session, or for the doubt about it to be cleared, waits for the network again.
    async fn revive(self, persona: PersonaId) {
        for mut voce in magazzino::all(persona).await {
            let unclear = matches!(voce.stato, Stato::DaCorreggere(_)) && voce.is_unclear();
            if voce.stato == Stato::Accesso || unclear {
                voce.stato = Stato::InCoda;
                magazzino::save(persona, &voce).await;
            }
        }
        self.reload(persona).await;
    }

    /// Puts it aside at once, and offers to take it back.
    pub fn throw_away(self, voce: Voce) {
        let told = if voce.is_unclear() { K::UscitaScartatoForse } else { K::UscitaScartato };
        let id = voce.id.clone();
        let undo = self.lasting(move || {
            let voce = voce.clone();
            spawn_local(async move {
                self.change(&voce.id, |now| now.stato = voce.stato.clone()).await;
                self.wake();
            });
        });
        spawn_local(async move {
            self.change(&id, |voce| voce.stato = Stato::Scartato(browser::now())).await;
            self.toasts.undo(t(told), undo);
            browser::focus_if_lost("contenuto");
        });
    }

    /// Something to do later, even when the page that it began on has gone.
    pub fn lasting(self, act: impl Fn() + Send + Sync + 'static) -> Callback<()> {
        self.owner.get_value().with(|| Callback::new(move |()| act()))
    }

    /// What has arrived need not be shown any more.
    pub async fn forget(self, id: &str) {
        let Some(persona) = self.persona.get_untracked() else { return };
        magazzino::remove(persona, id).await;
        self.reload(persona).await;
    }

    /// Stops it from leaving, for the draft that takes its place; none when it has left or may have left. Its documents are at the
    /// place that comes with it.
    pub async fn take_out(self, id: &str) -> Option<(Voce, String)> {
        let persona = self.persona.get_untracked()?;
        let known = magazzino::one(persona, id).await?;
        if known.is_unclear() && !known.is_reused() {
            self.change(id, |voce| voce.stato = Stato::InCoda).await;
            self.turn(persona, id.to_owned(), None).await;
            self.reload(persona).await;
        }
        let mut voce = magazzino::one(persona, id).await.filter(|voce| voce.is_unsent() && (!voce.is_unclear() || voce.is_reused()))?;
        if voce.is_waiting() {
            // It goes back to being a draft: until that is there, it stays here and does not leave.
            voce.stato = Stato::Scartato(browser::now());
            magazzino::save(persona, &voce).await;
        }
        Some((voce, magazzino::slot(persona, id)))
    }

    /// What was taken out could not become a draft: it leaves by itself again.
    pub async fn put_back(self, id: &str) {
        self.change(id, |voce| {
            if matches!(voce.stato, Stato::Scartato(_)) {
                voce.stato = Stato::InCoda;
            }
        })
        .await;
    }

    /// Whether it is still to be sent, as far as is known here.
    pub fn is_there(self, id: &str) -> bool {
        self.voci.with_untracked(|voci| voci.iter().any(|voce| voce.id == id && voce.is_unsent()))
    }

    async fn change(self, id: &str, change: impl Fn(&mut Voce)) {
        let Some(persona) = self.persona.get_untracked() else { return };
        if let Some(mut voce) = magazzino::one(persona, id).await {
            change(&mut voce);
            magazzino::save(persona, &voce).await;
        }
        self.reload(persona).await;
    }

    async fn open(self, persona: PersonaId) {
        for voce in magazzino::all(persona).await {
            let age = |since: f64| browser::now() - since;
            match &voce.stato {
                Stato::Scartato(quando) if age(*quando) > HOUR_MILLIS => magazzino::remove(persona, &voce.id).await,
                Stato::Protocollato(arrivo) if age(arrivo.quando) > 24.0 * HOUR_MILLIS => magazzino::remove(persona, &voce.id).await,
                _ => {}
            }
        }
        self.revive(persona).await;
        self.flush();
    }

    /// Shows what the device has, and tells what has arrived since.
    async fn reload(self, persona: PersonaId) {
        let now = magazzino::all(persona).await;
        if self.persona.try_get_untracked().flatten() != Some(persona) {
            return;
        }
        let before = self.voci.get_untracked();
        if before == now {
            return;
        }
        for voce in &now {
            let was_waiting = before.iter().any(|before| before.id == voce.id && before.is_unsent());
            if let (Stato::Protocollato(arrivo), true) = (&voce.stato, was_waiting) {
                self.toasts.tell(fill(K::UscitaArrivato, &[("oggetto", voce.oggetto()), ("numero", &arrivo.numero)]));
                self.arrivi.update(|arrivi| *arrivi += 1);
            }
            let was_fine = before.iter().any(|before| before.id == voce.id && before.is_waiting());
            if let (Stato::DaCorreggere(_), true) = (&voce.stato, was_fine) {
                self.toasts.warn(fill(K::UscitaTornato, &[("oggetto", voce.oggetto())]));
            }
        }
        self.voci.set(now);
    }
}

/// Whether a draft with this key is in somebody's queue already.
pub async fn has(persona: PersonaId, id: &str) -> bool {
    !id.is_empty() && magazzino::has(persona, id).await
}

/// What became of it, in a word.
pub fn parola(stato: &Stato) -> &'static str {
    t(match stato {
        Stato::InCoda | Stato::Scartato(_) => K::UscitaInCoda,
        Stato::Accesso => K::UscitaAccesso,
        Stato::DaCorreggere(_) => K::UscitaDaCorreggere,
        Stato::Protocollato(_) => K::UscitaProtocollato,
    })
}
