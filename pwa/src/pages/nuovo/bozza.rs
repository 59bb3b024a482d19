//! Where the draft is kept, and the question when two devices changed it.

use leptos::prelude::*;

use crate::bozza::{Bozze, Salvataggio};
use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};

/// One sentence at the foot of each page of the wizard.
#[component]
pub fn SaveNote(bozze: Bozze) -> AnyView {
    let saved = Memo::new(move |_| bozze.is_safe());
    view! {
        <span role="status">
            {move || t(if saved.get() { K::BozzaAlSicuro } else { K::BozzaSalvata })}
            {move || bozze.altrove.get().then(|| format!(" {}", t(K::AltraSchedaNota)))}
        </span>
    }
    .into_any()
}

/// Which of two versions to keep; nothing is lost until the person has chosen.
#[component]
pub fn Conflict(bozze: Bozze) -> AnyView {
    view! {
        {move || {
            let Salvataggio::Conflitto(theirs) = bozze.salvataggio.get() else { return ().into_any() };
            let when = fill(K::BozzaConflittoTesto, &[("quando", &format::istante(&theirs.salvata))]);
            let preview = |oggetto: &str, testo: &str| {
                let oggetto = oggetto.trim();
                let oggetto = if oggetto.is_empty() { t(K::BozzaSenzaOggetto).to_owned() } else { oggetto.to_owned() };
                let testo: String = testo.trim().chars().take(160).collect();
                view! {
                    <p class="break" lang="it">
                        <strong>{oggetto}</strong>
                    </p>
                    <p class="muted small break" lang="it">
                        {testo}
                    </p>
                }
            };
            let mine = bozze.bozza.with_untracked(|bozza| preview(&bozza.oggetto, &bozza.testo));
            let other = preview(&theirs.contenuto.oggetto, &theirs.contenuto.testo);
            view! {
                <section class="callout callout-warning conflict" role="alert" aria-labelledby="conflitto">
                    <h2 class="callout-title" id="conflitto">
                        <Icon nome="attenzione" />
                        {t(K::BozzaConflitto)}
                    </h2>
                    <p>{when}</p>
                    <div class="conflict-sides">
                        <div>
                            <h3>{t(K::BozzaDiQui)}</h3>
                            {mine}
                            <button type="button" class="btn btn-primary" on:click=move |_| bozze.keep_mine()>
                                {t(K::BozzaTieniQui)}
                            </button>
                        </div>
                        <div>
                            <h3>{t(K::BozzaAltrove)}</h3>
                            {other}
                            <button type="button" class="btn btn-outline-primary" on:click=move |_| bozze.keep_theirs()>
                                {t(K::BozzaTieniAltrove)}
                            </button>
                        </div>
                    </div>
                </section>
            }
                .into_any()
        }}
    }
    .into_any()
}
