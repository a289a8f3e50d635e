//! German: umlauts written out.

/// `Oekonomie` is `Ökonomie`. That `neue` becomes `neü` harms nothing: it does so everywhere.
pub fn key(folded: &str) -> String {
    folded.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
}
