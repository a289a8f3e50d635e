//! Plays and screenplays: the heads of scenes, and names in capitals over what is said.

use super::heading::{is_capitals, is_title_like};
use super::line::Line;
use super::sheet::ends_sentence;
use std::collections::{HashMap, HashSet};

/// The lines of a script that are heads of scenes, and those that say who speaks.
#[derive(Default)]
pub struct Script {
    pub scenes: HashSet<usize>,
    pub cues: HashSet<usize>,
}

/// A name, with what stands in parentheses after it, is no longer, nor of more words.
const WIDEST: u32 = 44;
const MOST_WORDS: usize = 4;

/// The script that a text is, if it is one: names over speech come again and again, most of them more than once, and
/// in a screenplay beside heads of scenes.
pub fn read(text: &str, lines: &[Line]) -> Option<Script> {
    let apart = |at: usize| at == 0 || lines[at - 1].is_blank();
    let opens = |at: &usize| !lines[*at].is_blank() && apart(*at) && lines[*at].quote == 0;
    let words = |at: usize| lines[at].words(text);
    let mut script = Script::default();
    let mut names: HashMap<&str, u32> = HashMap::new();
    let mut runs = 0u32;
    for at in (0..lines.len()).filter(opens) {
        runs += 1;
        // A second small letter says that the words are in no capitals.
        if words(at).as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
            continue;
        }
        if is_scene(words(at)) {
            script.scenes.insert(at);
        } else if lines.get(at + 1).is_some_and(|next| !next.is_blank()) && is_cue(words(at), lines[at].width)
        {
            script.cues.insert(at);
            *names.entry(name(words(at))).or_default() += 1;
        }
    }
    let count = script.cues.len() as u32;
    let again: u32 = names.values().filter(|count| **count > 1).sum();
    let several = names.values().filter(|count| **count > 1).count() > 1;
    let screenplay = script.scenes.len() >= 2 && count >= 2 && again >= 2;
    let play = count >= 5 && several && again * 10 >= count * 6 && count * 4 >= runs;
    if !screenplay {
        script.scenes.clear();
    }
    (screenplay || play).then_some(script)
}

/// `INT. KITCHEN - NIGHT`
fn is_scene(words: &str) -> bool {
    const OPENERS: [&str; 9] =
        ["INT. ", "EXT. ", "INT ", "EXT ", "INT./EXT. ", "EXT./INT. ", "INT/EXT", "I/E. ", "EST. "];
    let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
    numbered.starts_with(['I', 'E'])
        && OPENERS.iter().any(|opener| numbered.starts_with(opener))
        && is_capitals(numbered.split('(').next().unwrap_or(numbered))
        && words.len() <= 120
}

/// `LENA (CONT'D)`, over what she says.
fn is_cue(words: &str, width: u32) -> bool {
    let name = name(words);
    width <= WIDEST
        && is_capitals_only(name)
        && name.split(' ').count() <= MOST_WORDS
        && !ends_sentence(name)
        && is_title_like(name)
        && super::heading::division(name).is_none()
}

fn is_capitals_only(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !name.chars().any(char::is_lowercase)
}

fn name(words: &str) -> &str {
    words.split(" (").next().unwrap_or(words).trim_end()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn a_screenplay_has_scenes_and_names_over_speech() {
        sees(
            "                 THE LAST FERRY\n\n                    by\n\n                 Mara Quist\n\n\nFADE IN:\n\nEXT. HARBOUR - DAWN\n\nFog over black water. OLD TOM (70s, a face like driftwood) coils a rope\non the quay.\n\n                    LENA\n          Is this the ferry to Marrow?\n\n                    OLD TOM\n              (without looking up)\n          Timetable was printed before the war.\n          You want to argue with it, it's over\n          there on the wall.\n\nINT. WAITING ROOM - CONTINUOUS\n\nA bench, a stove, a dead plant.\n\n                    LENA (CONT'D)\n          There's nobody left to run it.\n\n                    OLD TOM (O.S.)\n          There's me.\n\n                                   CUT TO:\n",
            "title: THE LAST FERRY
            paragraph: by
            paragraph: Mara Quist
            paragraph: FADE IN:
            heading2: EXT. HARBOUR - DAWN
            paragraph: Fog over black water. OLD TOM (70s, a face like driftwood) coils a rope on the quay.
            paragraph: <LENA> / Is this the ferry to Marrow?
            paragraph: <OLD TOM> / (without looking up) / Timetable was printed before the war. You want to argue with it, it's over there on the wall.
            heading2: INT. WAITING ROOM - CONTINUOUS
            paragraph: A bench, a stove, a dead plant.
            paragraph: <LENA (CONT'D)> / There's nobody left to run it.
            paragraph: <OLD TOM (O.S.)> / There's me.
            paragraph: CUT TO:",
        );
    }

    #[test]
    fn a_screenplay_may_stand_at_the_margin() {
        let seen = outline(
            "THE LEDGER\n\nINT. KITCHEN - NIGHT\n\nMarta cooks. The radio hums.\n\nMARTA\nNobody comes home this late for good news.\n\nPAUL\n(quiet)\nI found the book.\n\nMARTA\nWhich book?\n\nEXT. STREET - NIGHT\n\nA taxi waits outside.\n\nDRIVER\nYou getting in or not?\n\nPAUL\nIn a minute.\n",
        );
        assert_eq!(seen.matches("heading2").count(), 2, "{seen}");
        assert!(seen.contains("paragraph: <PAUL> / (quiet) / I found the book.\n"), "{seen}");
        assert!(seen.contains("paragraph: <DRIVER> / You getting in or not?\n"), "{seen}");
    }

    #[test]
    fn verse_that_is_spoken_keeps_its_lines() {
        let seen = outline(
            "ACT I\n\nANNA\nThe night is old and all the lamps are low,\nAnd nobody has asked me where I go.\n\nJOE\nThen go.\n\nANNA\nI go.\n\nJOE\nAnd take the lamp with you.\n\nANNA\nI have a lamp.\n\nACT II\n\nJOE\nShe has not come.\n",
        );
        assert!(seen.contains("<ANNA> / The night is old and all the lamps are low, / And nobody"), "{seen}");
    }
}
