//! What happened to a quesito as a whole: a mark, what, who and when, and why.

use cassetto_api::tempo::Istante;

use crate::components::icon::Icon;
use crate::format;
use crate::vista::prelude::*;

#[component]
pub fn Passaggio(
    icona: &'static str,
    #[prop(default = "timeline-change")] class: &'static str,
    cosa: String,
    #[prop(optional_no_strip)] chi: Option<String>,
    quando: Istante,
    /// Written by people, in Italian.
    #[prop(optional_no_strip)]
    perche: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> Nodo {
    view! {
        <li class=class>
            <span class="timeline-mark">
                <Icon nome=icona />
            </span>
            <div>
                <p>
                    <strong>{cosa}</strong>
                </p>
                <p class="muted small">
                    {chi.map(|chi| format!("{chi} · "))} <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                </p>
                {perche.map(|perche| view! { <blockquote lang="it">{perche}</blockquote> })}
                {children.map(|children| children())}
            </div>
        </li>
    }
}
