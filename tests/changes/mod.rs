//! Tests of `changes`: which event, kind and edits follow from the facts of one person before and after, named after
//! the articles; each plan is told in one line by [`scene::Scene::told`].

mod books;
mod certificates;
mod complaints;
mod deadline;
mod drafts;
mod facilities;
mod ground;
mod ledger;
mod moves;
mod offices;
mod oracle;
mod random;
mod register;
mod rights;
mod scene;
mod strikes;
mod territory;
mod tripwires;
