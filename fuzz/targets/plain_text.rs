#![no_main]
//! See `tests/fuzz/oracle.rs`.

#[allow(dead_code, reason = "each target has its part of it")]
#[path = "../../tests/fuzz/oracle.rs"]
mod oracle;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracle::plain_text(bytes));
