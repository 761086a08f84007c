//! Writes the inputs that fuzzing starts from: `seeds FOLDER` makes a folder in it for each target.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder] = &arguments[..] else { return Err("usage: seeds FOLDER".into()) };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (target, seeds) in dtype_tests::seeds::seeds(&corpus)? {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        for (i, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("{i:04}")), seed)?;
        }
    }
    Ok(())
}
