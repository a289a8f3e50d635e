#![no_main]
//! See `tests/fuzz/oracle.rs`.

#[path = "../../tests/fuzz/oracle.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracle::yaml(bytes));
