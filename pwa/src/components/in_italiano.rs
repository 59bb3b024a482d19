//! Says that what follows is in Italian, to who reads in another language.

use crate::i18n::{K, Lingua, lingua, t};
use crate::vista::prelude::*;

/// Nothing when the interface is in Italian too.
pub fn in_italiano(testo: K) -> Option<Nodo> {
    (lingua() != Lingua::Italiano).then(|| view! { <p class="muted small">{t(testo)}</p> })
}
