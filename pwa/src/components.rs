//! The parts that pages are made of. They get what they show, and never call the API.

pub mod area_field;
pub mod attachment_list;
pub mod barre;
pub mod chiedi;
pub mod counter;
pub mod empty;
pub mod error_face;
pub mod error_summary;
pub mod field;
pub mod field_error;
pub mod icon;
pub mod keyed;
pub mod load;
pub mod modal;
pub mod more_button;
pub mod protocol_number;
pub mod quesiti_table;
pub mod select_field;
pub mod shell;
pub mod skeleton;
pub mod state_chip;
pub mod submit_button;
pub mod timeline;
pub mod titolo;
pub mod toasts;
pub mod uploader;
