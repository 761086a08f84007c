//! Files into memory, as memory, and out of it; and their headers.

use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;

use dtype_core::{as_bytes, npy};

use crate::case::Case;
use crate::data::{Data, Small};
use crate::limits;

pub(crate) fn load(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let path = data.small_file()?;
    let (ours, reused, plain, npyz) = (path.clone(), path.clone(), path.clone(), path.clone());
    let mut records: Vec<Small> = Vec::new();
    let bytes = fs::read(&path)?;
    let mut copy = vec![0; bytes.len()];
    let case = Case::new(format!("load {} records of 32 bytes", data.size.small))
        .rust("npy::load", move || npy::load::<Small>(&ours).expect("our own file"))
        .rust("npy::load_into, memory used again", move || {
            npy::load_into(&reused, &mut records).expect("our own file");
        })
        .rust("copy of the bytes", move || limits::copy(&bytes, &mut copy))
        .rust("fs::read", move || fs::read(&plain).expect("our own file"))
        .rust("npyz through a BufReader", move || {
            let file = BufReader::new(File::open(&npyz).expect("our own file"));
            let file = npyz::NpyFile::new(file).expect("an npy file");
            file.into_vec::<Small>().expect("records")
        })
        .python("np.load", "", format!("np.load({path:?})"));
    Ok(vec![case])
}

pub(crate) fn map(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let path = data.small_file()?;
    let (ours, checked) = (path.clone(), path.clone());
    let case = Case::new(format!("map {} records of 32 bytes", data.size.small))
        .rust("npy::Map::open and records", move || {
            let map = open(&ours);
            map.records::<Small>().expect("the type of the file").len()
        })
        .rust("npy::File::open", move || npy::File::open(&checked).expect("our own file"))
        .python("np.load, mmap_mode='r'", "", format!("np.load({path:?}, mmap_mode='r')"));
    Ok(vec![case.repeated(100)])
}

pub(crate) fn save(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let path = data.small_file()?;
    let records: Vec<Small> = npy::load(&path)?;
    let bytes = as_bytes(&records).to_vec();
    let (ours, plain, numpy) = (data.output("ours.npy"), data.output("plain.bin"), data.output("numpy.npy"));
    let (again, replaced) = (records.clone(), data.output("replaced.npy"));
    let case = Case::new(format!("save {} records of 32 bytes", data.size.small))
        .rust("npy::save", move || {
            // Of a file that is replaced the new content is on the disk before the old one goes.
            let _ = fs::remove_file(&ours);
            npy::save(&ours, &records).expect("room on the disk")
        })
        .rust("npy::save, in place of a file", move || {
            npy::save(&replaced, &again).expect("room on the disk")
        })
        .rust("fs::write", move || fs::write(&plain, &bytes).expect("room on the disk"))
        .python("np.save", format!("a = np.load({path:?})"), format!("np.save({numpy:?}, a)"));
    Ok(vec![case])
}

pub(crate) fn header(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let path = data.wide_file()?;
    let (ours, npyz) = (path.clone(), path.clone());
    let case = Case::new("open a file and parse its header of 8 fields")
        .rust("npy::header", move || npy::header(&ours).expect("our own file"))
        .rust("npyz", move || {
            let file = BufReader::new(File::open(&npyz).expect("our own file"));
            npyz::NpyHeader::from_reader(file).expect("a header").dtype()
        })
        .python("np.load, mmap_mode='r'", "", format!("np.load({path:?}, mmap_mode='r').dtype"));
    Ok(vec![case.repeated(1000)])
}

#[allow(unsafe_code, reason = "to map a file is a promise about it")]
fn open(path: &std::path::Path) -> npy::Map {
    // SAFETY: a file of this program, which nobody changes while a case runs.
    unsafe { npy::Map::open(path) }.expect("our own file")
}
