//! Where the draft is kept, and the question when two devices changed it.

use crate::aree::Pagina;
use crate::bozza::{Bozze, Salvataggio, use_bozze};
use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// One sentence at the foot of each page of the wizard.
#[component]
pub fn SaveNote(bozze: Bozze) -> Nodo {
    let saved = memo(move || bozze.is_safe());
    view! {
        <span role="status">
            {move || t(if saved.get() { K::BozzaAlSicuro } else { K::BozzaSalvata })}
            {move || bozze.altrove.get().then(|| format!(" {}", t(K::AltraSchedaNota)))}
        </span>
    }
}

/// Which of two versions to keep; nothing is lost until the person has chosen. It comes with what saves, which finds them.
#[component]
pub fn Conflict(bozze: Bozze) -> Nodo {
    let two = memo(move || bozze.salvataggio.with(|salvataggio| matches!(salvataggio, Salvataggio::Conflitto(_))));
    view! { {move || two.get().then(|| Pagina::Conflitto.parte())} }
}

/// The two of them.
pub fn conflitto() -> Nodo {
    let bozze = use_bozze();
    view! {
        {move || {
            let Salvataggio::Conflitto(theirs) = bozze.salvataggio.get() else { return ().nodo() };
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
                        {K::BozzaConflitto}
                    </h2>
                    <p>{when}</p>
                    <div class="conflict-sides">
                        <div>
                            <h3>{K::BozzaDiQui}</h3>
                            {mine}
                            <button type="button" class="btn btn-primary" on:click=move |_| bozze.decide(true)>
                                {K::BozzaTieniQui}
                            </button>
                        </div>
                        <div>
                            <h3>{K::BozzaAltrove}</h3>
                            {other}
                            <button type="button" class="btn btn-outline-primary" on:click=move |_| bozze.decide(false)>
                                {K::BozzaTieniAltrove}
                            </button>
                        </div>
                    </div>
                </section>
            }
        }}
    }
}
