//! The program as it is used: from the start of a process to its end, beside Python scripts that do the same.

use std::error::Error;
use std::path::Path;

use crate::case::Case;
use crate::data::Data;
use crate::{process, python};

/// Statistics that each script takes of every column.
const EACH: &str = "for n in a.dtype.names: print(n, a[n].mean(), a[n].std(), a[n].min(), a[n].max())";

pub(crate) fn process(data: &Data) -> Result<Vec<Case>, Box<dyn Error>> {
    let (dtype, python) = (process::dtype()?, python::installed());
    let of = |case: Case, command: &str, file: &Path| {
        let (name, file) = (format!("dtype {command}"), file.display().to_string());
        case.process(name, &dtype, command.split(' ').map(str::to_owned).chain([file]))
    };
    let script = |case: Case, name: &str, script: String| match &python {
        Some(python) => case.process(name, python, ["-c".to_owned(), script]),
        None => case,
    };
    let sparse = data.sparse_file()?;
    let gib = data.size.sparse >> 30;
    let mut looks = Case::new(format!("a first look at a file of {gib} GiB, a process each"));
    for command in ["info", "schema", "head"] {
        looks = of(looks, command, &sparse);
    }
    looks = looks.process("an empty process, /bin/true", Path::new("/bin/true"), []);
    looks = script(looks, "Python that does nothing", "pass".to_owned());
    looks = script(looks, "Python that imports NumPy and Polars", "import numpy, polars".to_owned());
    let first = format!(
        "import numpy as np\na = np.load({sparse:?}, mmap_mode='r')\nprint(a.dtype, a.shape, a[:10])"
    );
    looks = script(looks, "NumPy, mmap_mode='r', dtype, shape and 10 records", first);

    let file = data.wide_file()?;
    let load = format!("import numpy as np\na = np.load({file:?})");
    let title =
        format!("statistics of all 8 columns of {} records of 56 bytes, a process each", data.size.wide);
    let mut stats = of(Case::new(title), "stats", &file);
    stats = of(stats, "stats --threads 1", &file);
    stats = script(stats, "Python that imports NumPy and Polars", "import numpy, polars".to_owned());
    stats = script(stats, "NumPy", format!("{load}\n{EACH}"));
    stats = script(
        stats,
        "NumPy, mmap_mode='r'",
        format!("import numpy as np\na = np.load({file:?}, mmap_mode='r')\n{EACH}"),
    );
    let frame = "print(pd.DataFrame(a).agg(['mean', 'std', 'min', 'max']))";
    stats = script(stats, "pandas", format!("import pandas as pd\n{load}\n{frame}"));
    let select = super::summary::POLARS;
    let frame = format!("d = pl.DataFrame({{n: a[n] for n in a.dtype.names}})\nprint({select})");
    stats = script(stats, "Polars", format!("import polars as pl\n{load}\n{frame}"));
    let quantiles = of(
        Case::new(format!("the same with three quantiles of each column of {} records", data.size.wide)),
        "stats --quantiles 0.05,0.5,0.95",
        &file,
    );
    let each = "for n in a.dtype.names: print(n, np.quantile(a[n], [0.05, 0.5, 0.95]))";
    let quantiles = script(quantiles, "NumPy", format!("{load}\n{EACH}\n{each}"));
    Ok(vec![looks, stats, quantiles])
}
