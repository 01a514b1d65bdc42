//! Outputs of signed lists, rendered once, that are forged in place and put back.

use super::super::lists::*;
use super::{MANIFEST, SIGNATURE, change_manifest};
use crate::support::actor::signatory;
use crate::support::output::{Tree, names, tree};
use cutri::output::{Format, PostedOptions, RenderOptions, Wanted, render_posted};
use cutri::people::CommuneCode;
use cutri::progress::Unwatched;
use cutri::proof::{Problem, verify};
use cutri::render::documents::AreaPaper;
use cutri::roll::chain::SigningKey;
use cutri::tasks::post::{PostOptions, post};
use cutri::tasks::undo::Undo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// A key that is not the office's.
pub fn other_key() -> SigningKey {
    SigningKey::from_seed([8; 32])
}

/// What a forger does so that a change is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    Nothing,
    /// The manifest has the digests of the files as they are.
    Digests,
    /// And is signed with another key.
    OtherKey,
}

impl Cover {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Digests, Self::OtherKey];
}

/// An output that is forged and put back.
pub struct Base {
    folder: PathBuf,
    pub tree: Tree,
    /// One forger at a time.
    held: Mutex<()>,
}

/// Lists of two small communes, signed, with three versions: posted, every kind of change, one of them undone.
pub fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = Lists::drafts();
        lists.is_signed = true;
        let communes = ["98205", "98307"].map(|code| CommuneCode::parse(code).unwrap()).into();
        let key = key();
        let actor = signatory("an", moment(POSTED), Some(key));
        let options = PostOptions { communes: &communes, anyway: true, dry_run: false };
        lists.on(async |database| post(database, options, &actor, &Unwatched).await).unwrap();
        lists.update(&some_of_98205(), SOON);
        lists.undo(Undo::Change("2-1"), "2026-02-21T10:00:00").unwrap();
        lists
    })
}

/// Persons of 98205: who dies, moves to the other commune, is renamed.
fn some_of_98205() -> Delta {
    let [dead, moved, renamed] = ["098050579491", "098075777466", "098082832899"];
    Delta::of(&[dead, moved, renamed])
        .set("persons", dead, &[("vital_status", "dead"), ("vital_status_on", "2026-02-10")])
        .set("residences", moved, &home("98307", "98307-T02"))
        .set("persons", renamed, &[("full_name", "Nguyễn Văn Mới")])
}

/// Renders the lists with one paper of each kind that is quick to make.
fn rendered(name: &str, wanted: Wanted) -> Base {
    let folder = lists().folder.path().join("bases").join(name).join("out");
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    let key = key();
    let papers = [AreaPaper::List, AreaPaper::Cards].into();
    let options = PostedOptions {
        wanted,
        render: RenderOptions { formats: Format::ALL.into(), papers, jobs: 2, ..RenderOptions::default() },
        key: Some(&key),
    };
    lists()
        .copied()
        .on(async |database| render_posted(database, &folder, &options, &Unwatched).await)
        .unwrap();
    Base { tree: tree(&folder), folder, held: Mutex::new(()) }
}

impl Base {
    /// Every list at the latest version.
    pub fn whole() -> &'static Self {
        static BASE: OnceLock<Base> = OnceLock::new();
        BASE.get_or_init(|| rendered("whole", Wanted::Lists(None)))
    }

    /// What the second version changed.
    pub fn supplements() -> &'static Self {
        static BASE: OnceLock<Base> = OnceLock::new();
        BASE.get_or_init(|| rendered("supplements", Wanted::Supplements(Some(2))))
    }

    /// Every list at the second version.
    pub fn earlier() -> &'static Self {
        static BASE: OnceLock<Base> = OnceLock::new();
        BASE.get_or_init(|| rendered("earlier", Wanted::Lists(Some(2))))
    }

    /// What is told of the folder as it is, under the office's key.
    pub fn problems(&self) -> Vec<Problem> {
        let _alone = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.verified()
    }

    fn verified(&self) -> Vec<Problem> {
        verify(&self.folder, &[key().public()], &Unwatched).unwrap().problems
    }

    /// What is told after a forgery, which is put back.
    pub fn after(&self, cover: Cover, forge: impl FnOnce(&Path)) -> Vec<Problem> {
        let _alone = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        forge(&self.folder);
        match cover {
            Cover::Nothing => {}
            Cover::Digests => resum(&self.folder),
            Cover::OtherKey => {
                resum(&self.folder);
                sign(&self.folder, &other_key());
            }
        }
        let problems = self.verified();
        self.put_back();
        problems
    }

    fn put_back(&self) {
        let mut folders = vec![(self.folder.clone(), String::new())];
        while let Some((folder, above)) = folders.pop() {
            for name in names(&folder) {
                let (path, name) = (folder.join(&name), format!("{above}{name}"));
                let found = std::fs::symlink_metadata(&path).unwrap();
                let is_above = self.tree.keys().any(|kept| kept.starts_with(&format!("{name}/")));
                match (found.is_dir(), is_above, self.tree.contains_key(&name) && found.is_file()) {
                    (true, true, _) => folders.push((path, name + "/")),
                    (true, false, _) => std::fs::remove_dir_all(path).unwrap(),
                    (false, _, true) => {}
                    (false, _, false) => std::fs::remove_file(path).unwrap(),
                }
            }
        }
        for (name, bytes) in &self.tree {
            let path = self.folder.join(name);
            if std::fs::read(&path).ok().as_ref() != Some(bytes) {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
    }
}

/// Makes the manifest name the files as they are.
pub fn resum(folder: &Path) {
    let mut files = tree(folder);
    files.retain(|name, _| ![MANIFEST, SIGNATURE].contains(&name.as_str()));
    let digests = files.into_iter().map(|(name, bytes)| (name, cutri::people::digest(&bytes))).collect();
    change_manifest(folder, |manifest| manifest.files = digests);
}

/// Signs the manifest as it is.
pub fn sign(folder: &Path, key: &SigningKey) {
    let bytes = std::fs::read(folder.join(MANIFEST)).unwrap();
    std::fs::write(folder.join(SIGNATURE), format!("{}\n{}\n", key.public(), key.sign(&bytes))).unwrap();
}
