//! The embedded cloud from outside: what it refuses, what it keeps, how it fails when told to.

#![expect(clippy::expect_used, reason = "a test's own set-up: what fails ends the test")]

mod clouds;
mod files;
mod http;
mod notices;
mod objects;
mod seed;
mod table;
