//! The office's side: the queue of a sede and what an operator does to a quesito.

mod answer;
mod close;
mod comment;
mod list;
mod take;

pub use answer::{AnswerQuesito, NuovaRisposta};
pub use close::{Chiusura, CloseQuesito};
pub use comment::{CommentQuesito, NuovoCommento};
pub use list::{FiltroCoda, ListCoda};
pub use take::{PresaInCarico, TakeQuesito};
