//! Files of results: tried before the work, written whole or not at all.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use super::exit::Failure;

/// A folder that results go to.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder and tries to write there, so that a bad path fails before the long work and not after it.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(Failure::request("make the folder", path))?;
        let folder = Self(path.to_owned());
        let trial = folder.temporary("trial");
        fs::write(&trial, b"")
            .and_then(|()| fs::remove_file(&trial))
            .map_err(Failure::request("write to", path))?;
        Ok(folder)
    }

    /// Writes a file under a temporary name and renames it: whoever reads it finds the old or the new, never half.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf, Failure> {
        let (temporary, path) = (self.temporary(name), self.path(name));
        let written = fs::File::create(&temporary)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
            })
            .and_then(|()| fs::rename(&temporary, &path));
        if written.is_err() {
            // What is left of the attempt helps nobody; the failure itself is what is reported.
            let _ = fs::remove_file(&temporary);
        }
        written.map_err(Failure::io("write", &path))?;
        Ok(path)
    }

    /// Where a file of it is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Removes a file, if it is there.
    pub fn remove(&self, name: &str) -> Result<(), Failure> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Failure::io("remove", &path)(error))
            }
            _ => Ok(()),
        }
    }

    fn temporary(&self, name: &str) -> PathBuf {
        self.0.join(format!(".{name}.{}.tmp", std::process::id()))
    }
}
