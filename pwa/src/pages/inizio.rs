//! The first page of employers and of who acts for them.

pub mod datore;
pub mod datori;
pub mod home;
