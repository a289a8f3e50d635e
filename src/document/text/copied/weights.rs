//! What each sign of a line of a copied page is worth for each thing that the line may be: a block of its own, a heading,
//! an item, code. Fitted to the tuning halves of the benchmark (`docs/recovery.md`), and rounded.

use super::{KINDS, look};

pub const SIGNS: [[f32; KINDS]; look::SIGNS] = [
    [0.3, -1.0, -0.3, 0.9],  // always
    [-0.6, -0.1, -0.3, 0.9], // how much it looks like code
    [1.2, -1.4, 0.2, -0.1],  // it looks like code
    [0.5, 0.9, 0.2, -1.7],   // very much so
    [-0.1, -1.3, -3.3, 4.8], // it is set in
    [2.9, -1.6, 0.3, -1.5],  // it ends in a colon
    [-0.6, 1.7, -0.2, -0.8], // it is like a title
    [-0.7, 1.8, 0.5, -1.6],  // it is a name and not like a title
    [0.2, 0.6, -0.1, -0.7],  // it begins as a sentence does
    [1.0, -0.9, 0.2, -0.3],  // it ends as one does
    [-0.1, 0.9, -0.2, -0.5], // it has at most two words
    [0.0, 1.1, -0.3, -0.8],  // at most five
    [0.3, -0.6, -0.3, 0.6],  // more than ten
    [1.1, -1.0, 0.6, -0.7],  // it is wider than 70 columns
    [0.8, -0.1, 0.3, -1.0],  // wider than 140
    [0.9, -0.8, 0.0, -0.1],  // a lead opens it: `Term: text`
    [0.4, 0.6, 0.3, -1.3],   // a dash parts it
    [-2.3, 0.8, 1.6, -0.2],  // a number opens it
    [0.0, 1.2, -1.2, 0.0],   // [edit] ends it
    [-1.4, -0.7, 2.1, 0.0],  // a bullet opens it
    [0.0, -0.2, -0.2, 0.4],  // a comma ends it
    [0.3, -0.2, -2.1, 2.0],  // a digit opens it, but no number of a list
    [-0.3, 1.5, -1.8, 0.6],  // it names a version
    [-0.7, 0.9, 0.4, -0.5],  // at least four words of it are letters alone
    [0.3, -0.2, 0.5, -0.6],  // at least seven
    [0.7, -0.1, 0.9, -1.4],  // a name and a value of some words
    [0.3, -1.3, 1.1, -0.1],  // a line touches it from above
    [-0.9, -0.9, 0.3, 1.5],  // it stands first under a passage that ends in a colon
    [0.7, -1.4, 0.4, 0.3],   // it stands under such a passage
    [0.1, -1.1, -0.9, 1.9],  // the line above ends in a colon
    [-0.4, -0.6, 0.0, 1.1],  // a name and a value, as a line beside it
    [0.0, -1.2, -1.2, 2.4],  // the mark of a comment, a prompt or a tree opens it
    [0.0, 0.8, -0.6, -0.1],  // it stands over the last line of its stack
    [0.0, 0.1, 0.1, -0.2],   // that line is long
    [0.0, 0.2, 0.0, -0.2],   // the line below looks like code
    [0.2, -0.6, 0.4, 0.0],   // the line below is like a title
    [0.1, -0.6, 0.1, 0.4],   // the line above is like a title
    [-0.1, -1.0, 0.5, 0.5],  // it opens with the same word as a line beside it
    [0.3, 0.2, -0.1, -0.3],  // at least five lines stand together
    [-0.5, 0.0, 0.4, 0.1],   // at least ten
    [-0.3, -1.1, 1.7, -0.2], // the page shows bullets
    [0.0, 0.3, 0.2, -0.4],   // the line below opens with one
    [0.0, -0.2, 0.2, 0.0],   // it stands over one line and under none
    [0.0, -0.7, 0.7, -0.1],  // it stands by itself
    [0.0, 0.9, -1.5, 0.6],   // the same few words stand over other lines several times
    [0.0, 0.4, -0.4, 0.0],   // it is less than half as wide as the line below
    [0.4, 0.3, -1.3, 0.6],   // as the line above
    [0.0, -0.7, 1.7, -0.9],  // the line below names a version
];

/// What it is worth that a line of one kind follows one of another, with a blank line between.
pub const APART: [[f32; KINDS]; KINDS] =
    [[1.6, -1.3, 0.2, 0.3], [0.0, 0.0, 0.0, 0.0], [1.2, -0.5, 1.1, 2.0], [-2.7, -3.2, -1.3, 2.6]];

/// The same with none between.
pub const TOUCHING: [[f32; KINDS]; KINDS] =
    [[0.1, 0.3, -0.1, 0.0], [0.9, -0.5, 0.5, -0.2], [-0.8, -0.5, 1.5, -2.7], [0.3, 0.3, -1.3, 2.3]];
