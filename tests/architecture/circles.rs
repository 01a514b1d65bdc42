//! Files that use one another in a circle.

use super::paths::{Taken, module_of, taken};
use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

type Module = Vec<String>;

/// The modules of the sources, and what they take from one another.
struct Modules<'s> {
    sources: BTreeMap<Module, &'s Source>,
    taken: BTreeMap<Module, Taken>,
}

/// The circles of files that do not all lie in one folder: each file of them with what it uses in another folder.
pub fn circle_faults(sources: &[Source]) -> Vec<String> {
    let modules = Modules::of(sources);
    let uses: BTreeMap<&Module, BTreeSet<Module>> =
        modules.sources.keys().map(|module| (module, modules.used_by(module))).collect();
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        uses.keys().map(|module| (*module, reached(module, &uses))).collect();
    let mut faults = Vec::new();
    for (from, used) in &uses {
        for to in used.iter().filter(|to| reached[to].contains(from)) {
            let (from, to) = (modules.sources[*from], modules.sources[to]);
            if folder(sources, &from.path) != folder(sources, &to.path) {
                faults.push(format!("{} uses {}, which comes back to it", from.path, to.path));
            }
        }
    }
    faults
}

fn reached<'u>(from: &Module, uses: &'u BTreeMap<&Module, BTreeSet<Module>>) -> BTreeSet<&'u Module> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Module> = uses[from].iter().collect();
    while let Some(module) = open.pop() {
        if reached.insert(module) {
            open.extend(&uses[module]);
        }
    }
    reached
}

/// The folder of a file; `a/b.rs` lies in `a/b` where there is such a folder, as `a/b/mod.rs` would.
fn folder(sources: &[Source], path: &str) -> String {
    let own = format!("{}/", path.trim_end_matches(".rs"));
    match sources.iter().any(|source| source.path.starts_with(&own)) {
        true => own,
        false => path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/")),
    }
}

impl<'s> Modules<'s> {
    fn of(sources: &'s [Source]) -> Self {
        let module =
            |source: &Source| module_of(&source.path).into_iter().map(str::to_owned).collect::<Module>();
        // The head of the crate declares all, and uses none.
        let inner = || {
            sources
                .iter()
                .filter(|source| module_of(&source.path).first().is_some_and(|name| *name != "main"))
        };
        Self {
            sources: inner().map(|source| (module(source), source)).collect(),
            taken: inner().map(|source| (module(source), taken(source))).collect(),
        }
    }

    fn used_by(&self, module: &Module) -> BTreeSet<Module> {
        let paths = self.taken[module].used.iter();
        paths.filter_map(|path| self.home(path)).filter(|used| used != module).collect()
    }

    /// The file where what a path names is written, followed through those that only pass it on.
    fn home(&self, path: &[String]) -> Option<Module> {
        let module =
            (1..=path.len()).rev().map(|length| &path[..length]).find(|at| self.taken.contains_key(*at))?;
        let passed_on = path
            .get(module.len())
            .and_then(|name| self.taken[module].passed_on.iter().find(|passed| passed.last() == Some(name)));
        let further = passed_on.map(|passed| [passed, &path[module.len() + 1..]].concat());
        further.and_then(|path| self.home(&path)).or_else(|| Some(module.to_vec()))
    }
}
