//! Pages as people copy them: out of a browser, or printed by a text browser. What their blank lines and indents say.

use super::tests::outline;

#[track_caller]
fn sees(text: &str, expected: &[&str]) {
    let seen = outline(text);
    let got: Vec<&str> = seen.lines().collect();
    assert!(
        got.len() == expected.len() && got.iter().zip(expected).all(|(got, start)| got.starts_with(start)),
        "{seen}"
    );
}

const COPIED: &str = "Draining a machine
A drain moves the work of one machine to another, and says so to those who wait for it to end.

Before you begin
You need two machines, and the right to stop what runs on one of them. Ask whoever gave you the machines.

• A machine that works
• Another that works
Both must be awake, since a machine that sleeps takes nothing over and answers no question.

A short remark

Run this:

drain node-1 --force
get pods -o wide

# and wait
The answer is like this:

node/node-1 drained
Clean up
1. Wake the machine.
2. Give it its work back.
Asking for help
The page on machines says more about what a machine can be asked to do, and when it will do it.
";

#[test]
fn in_a_copied_page_a_heading_touches_what_it_heads() {
    sees(
        COPIED,
        &[
            "title: Draining a machine",
            "paragraph: A drain moves",
            "heading2: Before you begin",
            "paragraph: You need two machines",
            "item1: A machine that works",
            "item1: Another that works",
            "paragraph: Both must be awake",
            "paragraph: A short remark",
            "paragraph: Run this:",
            "code: drain node-1 --force / get pods -o wide /  / # and wait",
            "paragraph: The answer is like this:",
            "code: node/node-1 drained",
            "heading2: Clean up",
            "item1: Wake the machine.",
            "item1: Give it its work back.",
            "heading2: Asking for help",
            "paragraph: The page on machines",
        ],
    );
}

#[test]
fn lines_of_a_listing_are_no_headings() {
    let listing = "INFO file one created\nINFO file two created\nINFO file three created\nINFO file four created\nINFO file five created\n";
    let page = COPIED.replace("drain node-1 --force\nget pods -o wide\n\n# and wait\n", listing);
    let seen = outline(&page);
    assert!(!seen.lines().any(|line| line.starts_with("heading") && line.contains("INFO")), "{seen}");
}

#[test]
fn where_headings_have_edit_marks_no_other_line_is_one() {
    sees(
        "Bees\nBees are winged insects, closely related to wasps and ants, and known for their roles in pollination.\n\nHistory[edit]\nApis\nThe oldest known bee was found in amber, and it is about one hundred million years old.[1]\n\nLife[edit]\nA colony of bees has one queen, some hundred drones, and up to eighty thousand workers.\n\nReferences[edit]\n1. ^ Abara, J. (1999). A History of Everything. p. 12.\n",
        &[
            "title: Bees",
            "paragraph: Bees are winged",
            "heading2: History",
            "paragraph: Apis",
            "paragraph: The oldest known bee",
            "heading2: Life",
            "paragraph: A colony",
            "note: Abara",
        ],
    );
}

const PRINTED: &str = "                               Machines

   A machine does what it is told to do by those who have the right to
   tell it what to do, and nothing else.

Setting up

   Before a machine can be told what to do, somebody has to give it a
   name by which it can be called:
set-up --name one
set-up --name two

  From a file

   The names of many machines may stand in one file, a line for each of
   them, and the file may be given in place of a name.

    On a bad day

   When the file cannot be read, no machine is set up, and the program
   says which line of the file it could not understand.
     * The first is told.
     * The second is told only when the first has answered, which may
       take a while.

Taking down

   A machine that is taken down forgets its name, and can be given
   another when it is set up again.
";

#[test]
fn a_text_browser_shows_levels_by_indents_and_leaves_code_at_the_margin() {
    sees(
        PRINTED,
        &[
            "title: Machines",
            "paragraph: A machine does",
            "heading2: Setting up",
            "paragraph: Before a machine can",
            "code: set-up --name one / set-up --name two",
            "heading3: From a file",
            "paragraph: The names",
            "heading4: On a bad day",
            "paragraph: When the file",
            "item1: The first is told.",
            "item1: The second is told only when the first has answered, which may take a while.",
            "heading2: Taking down",
            "paragraph: A machine that is taken down",
        ],
    );
}

#[test]
fn a_line_that_only_points_elsewhere_is_no_heading() {
    let text = "Tools\n\nA tool is convivial when anybody can use it, as often or as seldom as they want, for a purpose of their own.\n\nSee also: Energy\n\nSchools\n\nA school is no tool of this sort, since nobody may use it for a purpose of their own.\n\nSource: Deschooling Society\n\nIt says more about that than anybody has said since then, and in fewer words than most.\n";
    let seen = outline(text);
    let headings: Vec<&str> = seen.lines().filter(|line| line.starts_with("heading")).collect();
    assert_eq!(headings, ["heading2: Schools"], "{seen}");
}

#[test]
fn a_quotation_set_in_stands_under_a_heading_and_an_explanation_under_its_term() {
    let quoted = "Essays\n\nThe first of these was written long before the others, and it shows in every line of it.\n\nPlanning\n\n  A plan that nobody may change is a forecast, and a bad one.\n\nSo wrote a planner of the time, who had changed many plans, and who would change many more.\n\n  No plan outlives the planner.\n\nHe wrote that, too, and said it often to those who worked with him on the plans of others.\n";
    assert!(outline(quoted).contains("heading2: Planning"), "{}", outline(quoted));
    let terms = "Signs\n\nThese are the signs, and what they mean to those who have learned to read them.\n\nCircle\n\n  A thing that is whole, or a place where people meet.\n\nSquare\n\n  A thing that was made, or a house.\n\nLine\n\n  A way from one place to another.\n\nThere are other signs, which nobody reads any more, and which this list leaves out.\n";
    assert!(!outline(terms).contains("heading2"), "{}", outline(terms));
}

#[test]
fn names_that_stand_by_themselves_are_headings_where_there_are_several() {
    let text = "Options\n\nEvery option may be given in the file or on the command line, and the latter wins.\n\nread-only\n\nNothing is written, whatever else is said, and the program ends at once when something would have to be.\n\nlog.level(name)\n\nHow much is said of what is done: little by default, and everything when something is searched for.\n\n1.4.0 / 2020-12-18\n\nSince then the file may be given by its name alone, and is looked for in the folders above, too.\n";
    let seen = outline(text);
    let headings: Vec<&str> = seen.lines().filter(|line| line.starts_with("heading")).collect();
    assert_eq!(
        headings,
        ["heading2: read-only", "heading2: log.level(name)", "heading2: 1.4.0 / 2020-12-18"],
        "{seen}"
    );
}

#[test]
fn text_that_is_all_set_in_under_its_head_is_no_quotation() {
    let seen = outline(
        "Machines\n\nThis is a list of what runs where, and of what does not run any more at all, as far\nas anybody knows.\n\nPORTABILITY:\n\n    All names are unique to seven characters or less.\n\n    The code will not fit on a small machine.\n\n    The library of curses is required.\n\nCHANGES:\n\n    The code is smaller.\n\n    The map is enclosed.\n\n    The keys are new.\n\nThe end of it is told in another file, which nobody has read, and nobody will ever\nread.\n",
    );
    assert!(!seen.contains("quote"), "{seen}");
}

#[test]
fn one_line_set_in_alone_under_a_title_is_a_quotation_however_the_sections_stand() {
    let seen = outline(
        "Machines\n\n  All that turns will stop one day.\n\nPURPOSE:\n\nThis is a list of what runs where.\n\nIt runs by water, and nobody who lives near it has ever asked why it does so.\n\nIt runs by wind, and nobody who lives near it has ever asked why it does so.\n\nIt runs by hand, and nobody who lives near it has ever asked why it does so.\n\nPORTABILITY:\n\n    All names are unique to seven characters or less.\n\n    The code will not fit on a small machine.\n\nCHANGES:\n\n    The code is smaller.\n\n    The map is enclosed.\n\n    The keys are new.\n\nThe end of it is told in another file, which nobody has read.\n",
    );
    assert!(seen.contains("quote1: All that turns") && seen.matches("quote").count() == 1, "{seen}");
}
