//! French: capitals that have lost their accents.

/// `Etat` may be `État`, as capitals are often written.
pub fn bases(folded: &str) -> Vec<String> {
    folded.strip_prefix('e').map(|rest| format!("é{rest}")).into_iter().collect()
}
