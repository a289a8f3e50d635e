//! Seedbed: a folder of texts becomes an annotated, cross-linked site.
//!
//! The modules below stand in reading order, which is also the journey of the data: each makes one
//! value and knows only the modules above it. `ARCHITECTURE.md` tells the whole.

pub mod diagnostic;
pub mod source;
pub mod yaml;
pub mod words;
pub mod config;
pub mod document;
pub mod concept;
pub mod mention;
pub mod anchor;
pub mod corpus;
pub mod check;
pub mod suggest;
pub mod revise;
pub mod page;
pub mod theme;
pub mod site;
pub mod publish;
pub mod pipeline;
pub mod cli;

// What tests share with those outside of the library calls it by its name.
#[cfg(test)]
extern crate self as seedbed;
#[cfg(test)]
mod tests;
