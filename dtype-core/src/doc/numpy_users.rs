//! For those who know NumPy: its operations on the left, ours on the right, and every difference that is
//! meant.
//!
//! In the tables, `a` is a structured array and `trades` a `Vec<Trade>`:
//!
//! ```
//! use dtype_core::{Columns, DateTime64, Element, FixedBytes, Nanosecond, Record, RecordView, npy};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Trade { time: DateTime64<Nanosecond>, price: f64, size: u32, venue: FixedBytes<4> }
//!
//! let at = |text: &str| text.parse::<DateTime64<Nanosecond>>();
//! let trades = vec![
//!     Trade { time: at("2024-03-01T14:30")?, price: 189.5, size: 100, venue: "XNYS".parse()? },
//!     Trade { time: at("2024-03-01T14:31")?, price: 190.5, size: 300, venue: "IEX".parse()? },
//! ];
//! let price = trades.column(Trade::FIELDS.price);
//! assert_eq!((price.mean(), price.std(1)), (Some(190.0), Some(0.5f64.sqrt())));
//!
//! // With the type gone, as of a file that is seen for the first time:
//! let view = RecordView::of(&trades);
//! assert_eq!(view.column::<f64>("price")?, price);
//! assert_eq!(view.any_column("size")?.sum()?.to_string(), "400");
//! assert_eq!(view.any_column("time")?.max()?.unwrap().to_string(), "2024-03-01T14:31:00.000000000");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Dtypes
//!
//! | NumPy | here |
//! |---|---|
//! | `np.dtype([('time', 'M8[ns]'), ...])` | `#[derive(Clone, Copy, Record)] #[repr(C, packed)] struct Trade { ... }` |
//! | `np.dtype(..., align=True)` | the same with `#[repr(C)]` |
//! | `np.dtype("<f8")` | `"<f8".parse::<DType>()?` |
//! | `str(a.dtype)` | `view.dtype().to_string()` |
//! | `a.dtype.itemsize`, `.alignment`, `.isalignedstruct` | `dtype.itemsize()`, `.alignment()`, `.is_aligned()` |
//! | `a.dtype.names` | `dtype.fields()`, each with `.name()`, `.dtype()`, `.offset()`, `.title()` |
//! | `a.dtype.fields['price']` | `dtype.field("price")` |
//! | `dt.base`, `dt.shape` of a sub-array | `dtype.as_subarray()` |
//! | `dt.kind`, `dt.byteorder`, `dt.isnative` | `dtype.kind()`, `.byte_order()`, `.is_native()` |
//! | `dt == other` | `dtype == other` |
//! | `dt.newbyteorder()`, `dt.newbyteorder('>')` | `dtype.swapped()`, `dtype.with_byte_order(ByteOrder::Big)` |
//! | `rfn.repack_fields(dt)`, with `align=True` | `dtype.to_packed()?`, `dtype.to_aligned()?` |
//! | `np.dtype({'names': ..., 'offsets': ..., 'itemsize': ...})` | the same text, parsed |
//!
//! ```
//! use dtype_core::{ByteOrder, DType};
//!
//! let dtype: DType = "[('id', 'u1'), ('pos', '<f4', (3,))]".parse()?;
//! let pos = dtype.field("pos").unwrap();
//! assert_eq!((dtype.itemsize(), pos.offset(), pos.title()), (13, 1, None));
//! let (base, shape) = pos.dtype().as_subarray().unwrap();
//! assert_eq!((base.kind(), base.byte_order(), shape), ('f', Some(ByteOrder::Little), &[3][..]));
//! assert_eq!(dtype.swapped().to_string(), "[('id', '|u1'), ('pos', '>f4', (3,))]");
//! assert_eq!((dtype.to_aligned()?.itemsize(), dtype.to_packed()? == dtype), (16, true));
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! # Records and columns
//!
//! | NumPy | here |
//! |---|---|
//! | `np.frombuffer(data, Trade)` | `cast::<Trade>(&data)?`, or `RecordView::new(&data, &dtype)?` |
//! | `np.frombuffer(data, dt, count, offset)` | `RecordView::with_layout(&data, &dtype, offset, stride, count)?` |
//! | `np.zeros(n, dt)` | `RecordArray::zeros(&dtype, &[n])?` |
//! | `a.tobytes()` | `as_bytes(&trades)`, for records without padding; no copy |
//! | `a['price']` | `trades.column(Trade::FIELDS.price)`, or `view.column::<f64>("price")?` |
//! | `a['quote']['bid']` | `FIELDS.quote.then(Quote::FIELDS.bid)`, or `"quote.bid"` |
//! | `a['levels'][:, 0]['price']` | `FIELDS.levels.at(0).then(...)`, or `"levels[0].price"` |
//! | `a['levels']['price']`, two axes | `view.any_column("levels.price")?` |
//! | `a[3]` | `trades[3]`, or `view.record(3)` |
//! | `a[2:5]` | `&trades[2..5]`, or `view.slice(2..5)` |
//! | `c[::2]`, `c[::-1]` | `column.step_by(2)`, `column.rev()` |
//! | `c[i]`, `c.tolist()` | `column.get(i)`, `column.to_vec()` |
//! | `c[i] = x` | `trades.column_mut(field).set(i, x)` |
//! | `c[:] = x`, `c[:] = other` | `.fill(x)`, `.copy_from(other)?` |
//! | `c *= 2` | `.update(\|x\| x * 2.0)` |
//! | `a['pos']` of shape (n, 3) | `trades.column(Trade::FIELDS.pos).as_array().spread()?`, or `view.array::<f32>("pos")?` |
//! | `a.reshape(3, 4)`, `a.T`, `a[1:, ::-1]`, `a[..., None]` | `ArrayView::with_shape(&a, &[3, 4], Order::C)?`, `.t()`, `.slice((1.., (..).step(-1)))?`, `.slice((Ellipsis, NewAxis))?` |
//! | `np.broadcast_to`, `sliding_window_view`, `as_strided`, `np.diagonal` | methods of these names |
//! | `a.flags`, `a.strides`, `np.shares_memory(a, b)` | `.flags()`, `.strides()`, `.shares_memory(&b, MAX_WORK)?`; `.explain()` says why |
//! | `a[['x', 'z']]`, `a.view('<u2')` | `view.as_array()?.fields(&["x", "z"])?`, `.view_as(&"<u2".parse()?)?` |
//! | `a.view(a.dtype.newbyteorder())` | `.with_byte_order(order)`: bytes stay, values change |
//! | `a.byteswap(inplace=True)` and a view in the new order | `.byteswap_in_place(path)?`: values stay, bytes change |
//! | `np.add(a, b, out=out)`, `a += b`, `np.clip(a, lo, hi, out=a)` | `ops::add(&a, &b, &mut out)?`, `ops::add_assign(&mut a, &b)?`, `ops::clip_assign(&mut a, lo, hi)` |
//! | `a[1:] = a[:-1]` | `a.copy_within((..-1,), (1..,))?`, as if copied |
//! | `a.sum(axis=0, out=out)` | `a.sum_axis(0, &mut out)?` |
//! | `sliding_window_view(a, w).mean(-1)` | `a.rolling_mean(w, 0, &mut out)?`, in one trip |
//! | `c.strides`, `len(c)` | `column.stride()`, `column.len()` |
//! | `a[['time', 'price']]` | a struct with these fields and `load_with(.., ConvertOptions::new().allow_extra(true))` |
//! | `rfn.assign_fields_by_name(a, b)` | `Conversion::plan(&from, &to, &options)?.run(src, dst)?` |
//! | `a.astype(other order or layout)` | the same; `npy::load` does it by itself |
//! | `a.astype(dtype, casting='safe')` | `Conversion::plan(&from, &to, Casting::Safe)?.run(src, dst)?`, or `npy::load_with(path, Casting::Safe)?` |
//! | `view.astype(dtype)`, `out[...] = view`, `a.byteswap(inplace=True)` | `conversion.to_array(&view)?`, `.run_views(&view, &mut out)?`, `.run_in_place(bytes)?` |
//! | `np.save(b, np.load(a).astype(dtype))` | `npy::convert(a, b, &dtype, Casting::Safe)?`, in constant memory |
//! | `assert a.dtype == [('time', '<M8[ns]')]` | `assert_dtype!(Trade, "[('time', '<M8[ns]')]")`, while it compiles |
//! | `np.can_cast(a, b, 'same_kind')` | `can_cast(&a, &b, Casting::SameKind)`; fields by name |
//!
//! ```
//! use dtype_core::{Columns, ConvertOptions, Conversion, Element, Record, RecordArray, RecordView, as_bytes, cast};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Level { price: i32, size: i32 }
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Book { time: i32, levels: [Level; 2] }
//!
//! let mut books = [1, 2, 3].map(|time| Book { time, levels: [Level { price: 10 * time, size: time }; 2] });
//! let best = Book::FIELDS.levels.at(0).then(Level::FIELDS.price);
//! books.column_mut(best).update(|price| price * 2);
//! let best = books.column(best);
//! assert_eq!((best.to_vec(), best.stride()), (vec![20, 40, 60], 20));
//! assert_eq!(best.slice(1..).rev().to_vec(), [60, 40]);
//!
//! let bytes = as_bytes(&books);
//! let view = RecordView::with_layout(bytes, Book::DTYPE, 20, 20, 2)?; // all but the first
//! assert_eq!(view.column::<i32>("levels[0].price")?.to_vec(), [40, 60]);
//! assert_eq!(view.any_column("levels.price")?.shape(), [2, 2]);
//! assert_eq!(view.record(0).unwrap().to_string(), "(2, [(40, 2), (20, 2)])");
//! if let Ok(books) = cast::<Book>(bytes) { // Err if the bytes lie where no Book may
//!     assert_eq!(books[2].time, 3);
//! }
//!
//! let (from, to) = (Book::DTYPE, "[('time', '>i4')]".parse()?);
//! let mut times = [0; 12];
//! Conversion::plan(from, &to, ConvertOptions::new().allow_extra(true))?.run(bytes, &mut times)?;
//! assert_eq!(times, [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3]);
//! assert_eq!(RecordArray::zeros(&to, &[5])?.view().record(4).unwrap().to_string(), "(0,)");
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! # Choosing, sorting, joining
//!
//! What copies says so in its name, `to_`; the rest are views. Of run-time records comes a `RecordArray`, of a slice a `Vec`.
//!
//! | NumPy | here |
//! |---|---|
//! | `a[a['price'] > 9]` | `trades.to_filtered(&price.mask(\|price\| price > 9.0))?`, or `view.to_filtered(..)` |
//! | `a[indices]`, `a.take(indices, mode='wrap')` | `.to_taken(&positions)?`, `.to_taken_with(&positions, TakeMode::Wrap)?` |
//! | `a.argsort(order=['venue', 'price'], kind='stable')` | `view.argsort(["venue", "price"])?`, `trades.argsort((f.venue, f.price))?` |
//! | `np.sort(a, order='price')` | `.to_sorted("price")?`; `SortKey::new("price").descending()` for the opposite |
//! | `np.unique(a, return_index=True, ...)` | `view.unique(())?`, with `.first()`, `.inverse()`, `.counts()`, `.groups()` |
//! | `c.searchsorted(v, side, sorter)` | `column.searchsorted(&v, Side::Left)?`, `.searchsorted_with(&v, side, &sorter)?`; `view.searchsorted(by, &others, side)?` |
//! | `[a[n].copy() for n in a.dtype.names]` | `view.to_columns()?`, and `.to_records()?` back |
//!
//! And every function of `numpy.lib.recfunctions`, `rfn`:
//!
//! | NumPy | here |
//! |---|---|
//! | `append_fields(a, 'x', x)`, `rec_append_fields` | `view.to_appended("x", &x)?` |
//! | `apply_along_fields(func, a)` | `view.apply_along_fields(casting, \|row: &[f64]\| ..)?` |
//! | `assign_fields_by_name(dst, src)` | `dst.assign_fields_by_name(&src, true)?` |
//! | `drop_fields(a, ['x'])`, `rec_drop_fields` | `view.to_without(&["x"])?` |
//! | `find_duplicates(a, key, return_index=True)` | `view.find_duplicates("key")?`: positions, to be taken |
//! | `flatten_descr(dt)`, `get_names(dt)`, `get_names_flat(dt)` | `dtype.flat_fields()`, `.names()`, `.names_flat()` |
//! | `get_fieldstructure(dt)` | `dtype.field_parents()`: all of them, where NumPy leaves some out below the second level |
//! | `join_by('k', a, b, 'outer')`, `rec_join` | `a.join(&b, &["k"]).outer().to_array()?` |
//! | `merge_arrays((a, b), flatten=True)` | `Merge::new().flat(&a).flat(&b).to_array()?`; `.field("f0", &a)` nests, `.records(&a)` does not |
//! | `recursive_fill_fields(src, dst)` | `dst.fill_fields(&src)?` |
//! | `rename_fields(a, {'x': 'y'})` | `view.renamed(&[("x", "y")])?`: a view |
//! | `repack_fields(a, align, recurse)` | `view.to_repacked(align, recurse)?`; `dtype.repacked(align, recurse)?` |
//! | `require_fields(a, dt)` | `view.to_required(&dtype)?`; types are not changed, see [`Conversion`](crate::Conversion) |
//! | `stack_arrays((a, b), autoconvert=True)` | `Stack::new().records(&a).records(&b).casting(Casting::Safe).to_array()?` |
//! | `structured_to_unstructured(a)` | `view.as_unstructured()?`: a view; `view.to_unstructured(f64::DTYPE, casting)?` |
//! | `unstructured_to_structured(m, dt)` | `matrix.to_structured(&dtype, casting)?` |
//! | masked results, `usemask` | there are none: give `.default_value("x", -1)`, or `.fill_missing()` for NaN, NaT and zeros |
//!
//! ```
//! use dtype_core::{Casting, Element, Merge, RecordView, Stack};
//!
//! let trades = RecordView::new(&[2, 20, 1, 10, 2, 30], &"[('id', '|u1'), ('size', '|u1')]".parse()?)?;
//! assert_eq!(trades.argsort(["id", "size"])?, [1, 0, 2]);
//! assert_eq!(trades.unique("id")?.counts(), [1, 2]);
//! assert_eq!(trades.to_filtered(&trades.column::<u8>("size")?.mask(|size| size > 15))?.len(), 2);
//!
//! let names = Merge::new().field("id", &[2u8, 3]).field("rank", &[7u8, 9]).to_array()?;
//! assert_eq!(trades.join(&names, &["id"]).to_array()?.as_bytes(), [2, 20, 7, 2, 30, 7]);
//! let outer = trades.join(&names, &["id"]).outer().fill_missing().to_array()?;
//! assert_eq!(outer.as_bytes(), [1, 10, 0, 2, 20, 7, 2, 30, 7, 3, 0, 9]);
//!
//! let stacked = Stack::new().records(&trades).records(&names).default_value("size", 1u8).fill_missing().to_array()?;
//! assert_eq!(stacked.view().record(4).unwrap().to_string(), "(3, 1, 9)");
//! let matrix = stacked.view().to_unstructured(f64::DTYPE, Casting::Safe)?;
//! assert_eq!(matrix.shape(), [5, 3]);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! What differs: equal records stay as they stand in every sort. NaN and NaT come last, in descending order too, and all of
//! them are one value to `unique`; in a join they equal nothing, as in NumPy. Records that share a key are joined each with
//! each, where NumPy asks for keys that are unique. Arrays of different lengths are not merged. A field that is missing has
//! a default, or is an error.
//!
//! # Statistics
//!
//! | NumPy | here |
//! |---|---|
//! | `c.sum()`, `c.mean()`, `c.var()`, `c.std()` | `column.sum()`, `.mean()`, `.var(0)`, `.std(0)` |
//! | `c.std(ddof=1)` | `column.std(1)` |
//! | `c.min()`, `c.max()`, `c.argmin()`, `c.argmax()` | `column.min()`, `.max()`, `.argmin()`, `.argmax()` |
//! | `np.nanmean(c)`, `np.nanmin(c)`, ... | `column.nan_mean()`, `.nan_min()`, ... |
//! | `np.isnan(c).sum()` | `column.nan_count()` |
//! | `np.quantile(a['x'], q, method='hazen')` | `x.quantiles(&[q], QuantileMethod::Hazen)` |
//! | `a['x'].mean(), a['x'].std(ddof=1), a['y'].max()` | `view.stats([Stat::mean("x"), Stat::std("x", 1), Stat::max("y")]).run()?`, in one trip |
//! | `np.average(a['x'], weights=a['w'])` | `Stat::weighted_mean("x", "w")` |
//! | pandas: `df.groupby('id', dropna=False)['x'].mean()` | `view.group_by(["id"]).stats([Stat::mean("x").skip_nan()]).run()?` |
//! | `a['t'].astype('M8[15m]')`, as a key | `Key::floor("t", "[15m]".parse()?)` |
//! | `np.median(a['x'])`, `np.nanmedian(a['x'])` | `x.median()`, `x.nan_median()` |
//! | `np.average(c, weights=w)` | `column.average(&w)?` |
//! | `np.cumsum(c)`, `np.cumprod(c)`, `np.diff(c, n)` | `column.cumsum()?`, `.cumprod()?`, `.diff(n)`; `a.cumsum(axis, &mut out)?` |
//! | `np.add.reduceat(c, at)` | `column.segments(&at)?.map(\|part\| part.sum())`, and so with every statistic |
//! | `np.bincount(c)` | `column.bincount(0)?` |
//! | `np.histogram(c, 10)`, `np.histogram(c, 'auto')` | `column.histogram(10)?`, `column.histogram(Bins::Auto)?` |
//! | `np.histogram(c, 10, (lo, hi))`, `weights=w` | `column.histogram_within(10, lo..=hi)?`, `.histogram_weighted(10, &w)?` |
//! | `np.unique(c, return_counts=True)` | `column.frequencies()?.sorted()`; the most frequent: `.top(10)` |
//! | `np.digitize(c, bins)` | `bins.searchsorted(&c, Side::Right)?` |
//! | `np.apply_along_axis(f, axis, a)` | `a.apply_along_axis(axis, &mut out, f)?` |
//! | `np.cov([a['x'], a['y']])`, `np.corrcoef(..)` | `view.covariance(["x", "y"], 1)?`, `.correlation(["x", "y"])?` |
//! | `pd.DataFrame(a).corr()` | `view.nan_correlation([..])?`: NaN left out pair by pair |
//! | `pd.DataFrame(a).describe()` | `view.summary()`: all columns in one pass |
//!
//! # Files
//!
//! | NumPy | here |
//! |---|---|
//! | `np.load(f)` | `npy::load::<Trade>(f)?`, or `npy::load_array(f)?` for whatever it holds |
//! | `np.load(f)` of several axes | `npy::load_nd::<f64>(f)?` |
//! | `np.load(f, mmap_mode='r')` | `unsafe { npy::Map::open(f)? }` |
//! | `np.load(f, mmap_mode='r+')` | `unsafe { npy::MapMut::open(f)? }`, `.records_mut::<Trade>()?` |
//! | `np.load(f, mmap_mode='c')` | `unsafe { npy::MapMut::copy_on_write(f)? }` |
//! | `np.lib.format.open_memmap(f, 'w+', dt, (n,))` | `unsafe { npy::MapMut::create::<Trade>(f, n)? }`, or `create_nd`; the same bytes |
//! | `np.memmap(f, dt, 'r', offset, shape, 'F')` | `unsafe { npy::raw::Map::open(f, layout)? }` with `Layout::new(&dt).offset(n).shape(&shape).fortran(true)` |
//! | `np.memmap(f, dt, 'r+' \| 'c' \| 'w+', ...)` | `npy::raw::MapMut`: `open`, `copy_on_write`, `create` |
//! | `m.flush()` | `map.flush()?`, `.flush_range(bytes)?`, `.flush_async()?` |
//! | `m['price'][5] = 2.5` | `map.column_mut::<f64>("price")?.set(5, 2.5)` |
//! | `np.load(f, mmap_mode='r')[10:20]`, safely | `npy::File::open(f)?.rows(10..20)?` |
//! | `np.save(f, a)` | `npy::save(f, &trades)?`; the same bytes |
//! | `np.fromfile(f, dt, count, offset=n)` | `npy::raw::Layout::new(&dtype).offset(n).count(count).load_array(f)?` |
//! | `a.tofile(f)` | `npy::raw::save(f, &trades)?` |
//! | `np.load(io.BytesIO(b))` | `npy::read_from::<Trade>(&b[..])?` |
//! | `np.load(f)` again and again on an open file | `npy::Reader::new(f)`, then `.read::<Trade>()?` until it is `None` |
//! | `f.seek(n); np.load(f)` | `npy::LoadOptions::new().offset(n).load::<Trade>(f)?` |
//! | `np.save(f, a); np.save(f, b)` on an open file | `npy::write_to(&mut f, &a)?` twice |
//! | (NumPy saves whole arrays) | `npy::Writer::of::<Trade>(f)?`, then `.write(&some)?`, and `.finish()?` |
//! | `np.lib.format.read_magic`, `read_array_header_1_0` | `npy::header(f)?` |
//! | `np.load("a.npz")["x"]`, `.files` | `npz::load::<Trade>("a.npz", "x")?`; `npz::Archive::open("a.npz")?.members()` |
//! | (NumPy loads members whole) | `npz::Archive::open("a.npz")?.summary("x")?`, `.rows("x")?` |
//! | (NumPy does not map archives) | `unsafe { npz::Archive::open("a.npz")?.map("x")? }` for members that are stored |
//! | `np.savez(f, x=a)`, `np.savez_compressed` | `npz::Writer::create(f)?`, `.compress(..)`, `.add("x", &a)?`, `.finish()?` |
//! | (NumPy does not append) | `npy::Appender::<Trade>::open(f)?`, `.append(&trade)?`, `.flush()?` |
//! | `np.load(f, max_header_size=n)` | `LoadOptions::new().limits(limits)` |
//!
//! ```
//! use dtype_core::npy;
//!
//! let path = std::env::temp_dir().join(format!("numpy_users-{}", std::process::id()));
//! npy::save_nd(&path, &npy::NdArray::new(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[2, 3], false)?)?;
//! assert_eq!(npy::header(&path)?.shape(), [2, 3]);
//! assert_eq!(npy::load_nd::<f64>(&path)?.get(&[1, 2]), Some(6.0));
//! assert_eq!(npy::load::<[f64; 3]>(&path)?, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
//! assert_eq!(npy::File::open(&path)?.rows(1..2)?.view().record(0).unwrap().to_string(), "4.0");
//! // SAFETY: nobody else knows the file.
//! let map = unsafe { npy::Map::open(&path)? };
//! assert_eq!(map.elements::<f64>()?.len(), 6);
//!
//! drop(map);
//! npy::raw::save(&path, &[1u16, 2, 3])?;
//! let layout = npy::raw::Layout::new(&"<u2".parse()?).offset(2).count(1);
//! assert_eq!(layout.load::<u16>(&path)?, [2]);
//! # std::fs::remove_file(&path).unwrap();
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! # What differs on purpose
//!
//! **By name, not by position.** NumPy copies between structured arrays by position: a file that lists
//! `('ask', 'bid')` fills a `('bid', 'ask')` array with the columns swapped. Here fields are found by name,
//! whatever their order; a name that is missing is an error unless the field has a default.
//!
//! ```
//! use dtype_core::{Record, npy};
//!
//! #[derive(Clone, Copy, Record)]
//! #[repr(C)]
//! struct Theirs { ask: f64, bid: f64 }
//!
//! #[derive(Clone, Copy, Debug, PartialEq, Record)]
//! #[repr(C)]
//! struct Ours { bid: f64, ask: f64 }
//!
//! let mut file = Vec::new();
//! npy::write_to(&mut file, &[Theirs { ask: 2.0, bid: 1.0 }])?;
//! assert_eq!(npy::read_from::<Ours>(&file[..])?, [Ours { bid: 1.0, ask: 2.0 }]);
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **Quantiles.** NumPy takes the difference of two neighbours in the column's type. That of integers wraps around there, so
//! that the 0.9 quantile of `i2` values may lie below their median; here it is exact. Between two equal infinities lies that
//! infinity, where NumPy's difference of them makes NaN.
//!
//! ```
//! use dtype_core::{RecordView, Value};
//!
//! let view = RecordView::of(&[-30_000i16, 30_000]);
//! // np.quantile(a, 0.25) is -31384.0
//! assert_eq!(view.any_column([])?.quantile(0.25)?, Some(Value::Float64(-15_000.0)));
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **Mapped files.** `np.memmap(f, mode='r+', shape=...)` makes a file longer that is too short, with zeros that
//! nobody wrote; here it is an error and the file stays as it is. Mode `w+` of NumPy empties a file that is
//! there, which ends every process that has it mapped; here a new file is made beside it and renamed over it.
//! An array without items makes a raw file without bytes, where NumPy writes one. A sub-array dtype gives
//! `open_memmap` a header of plain bytes (`'|V8'`); here it gives more axes, as `np.save` does. A map in mode `c`
//! takes memory for the pages that are written to and no promise of memory for the file, so it may be larger than
//! memory. `flush` of such a map writes nothing, as in NumPy.
//!
//! ```
//! use dtype_core::npy;
//!
//! let path = std::env::temp_dir().join(format!("numpy_users-map-{}", std::process::id()));
//! // SAFETY: nobody else knows the file.
//! let mut map = unsafe { npy::MapMut::create::<f64>(&path, 3)? };
//! map.records_mut::<f64>()?[1] = 2.5;
//! map.flush()?;
//! drop(map);
//! let bytes = std::fs::read(&path).unwrap();
//! std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
//! // SAFETY: as above.
//! let error = unsafe { npy::MapMut::open(&path) }.unwrap_err();
//! assert!(error.message().starts_with("1 byte missing"));
//! # std::fs::remove_file(&path).unwrap();
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **Types are not changed without being asked.** `astype` narrows, wraps and cuts off in silence. Reading
//! converts byte order, offsets and the order of fields, which lose nothing, and refuses everything else with
//! the field, what was expected, what was found, and the [`Casting`](crate::Casting) that would allow it. Under one, values
//! become what `astype` makes of them, bit for bit. [`Casting::Checked`](crate::Casting::Checked) does the same and stops
//! at the first value that does not fit, with its record and field.
//!
//! | where NumPy leaves it open, or goes wrong | here |
//! |---|---|
//! | a float beyond an integer's range, infinite, or NaN, to an integer | the nearest integer; NaN is 0 |
//! | the same to a time | NaT |
//! | a time that 64 bits cannot count in the new unit wraps around | an error |
//! | `M8` as text without room is an error, or loses a character where it just fits | an error only without room |
//! | `m8` as text is cut after 21 characters, whatever the room | as much as there is room for |
//! | `S` or `U` as integers: digits of all scripts | ASCII digits; `today` and `now` are no times either |
//! | `[s]` casts to `[1000ms]` under `'safe'`, and back under `'no'` | they are one type |
//! | `S0` casts to any length | text of no length |
//! | records by position, a sub-array of one broadcasts | by name; shapes are equal |
//! | long doubles | copied, their bytes turned around, never cast or computed with |
//!
//! **Empty is `None`.** NumPy's mean of nothing is NaN with a warning, and its `min` an exception. Sums of
//! nothing are zero in both.
//!
//! **Integer sums are exact.** NumPy's wrap at 64 bits. Here they are `i128`, and the mean of integers is
//! that of the exact sum.
//!
//! ```
//! use dtype_core::RecordView;
//!
//! let view = RecordView::of(&[i64::MAX, i64::MAX]);
//! assert_eq!(view.column::<i64>(&[])?.sum(), 2 * i128::from(i64::MAX)); // NumPy: -2
//! assert_eq!(view.column::<i64>(&[])?.slice(..0).mean(), None); // NumPy: nan
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **Floats of any width are added as `f64`.** NumPy adds `f4` in `f4` and `f2` in `f2`, whose sums overflow
//! at 65504. Sum, mean, variance and deviation are `f64` here; `min` and `max` have the type of the values.
//! Results are as close to the exact ones as NumPy's, or within 8 units in the last place of them. They do
//! not depend on strides, alignment or byte order, as NumPy's do in the last digits.
//!
//! ```
//! use dtype_core::RecordView;
//!
//! let view = RecordView::of(&[16_777_216.0f32, 1.0, 1.0]);
//! assert_eq!(view.column::<f32>(&[])?.sum(), 16_777_218.0); // NumPy: 16777216, since f4 has 24 bits
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! Errors in units in the last place of the exact result, for values that make it hard, as
//! `tests/live/accuracy_table.py` prints them (those from NumAcc1 on are sets of NIST's):
//!
//! | values | how many | `sum` | NumPy | `sum_exact` | `mean` | NumPy | `var` | NumPy |
//! |---|---:|---:|---:|---:|---:|---:|---:|---:|
//! | 1e16 + noise | 100,000 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.6 | 9.1e+08 |
//! | alternating ±1e16, and noise | 100,001 | 376.0 | 627.0 | 0.0 | 492.3 | 821.7 | 0.6 | 0.4 |
//! | normal | 100,000 | 1.3 | 1.3 | 0.3 | 1.3 | 1.3 | 0.9 | 0.9 |
//! | normal + 1e6 | 100,000 | 0.1 | 0.9 | 0.1 | 0.4 | 1.6 | 0.7 | 0.7 |
//! | normal + 1e9 | 100,000 | 0.3 | 0.3 | 0.3 | 0.5 | 0.5 | 0.1 | 31.1 |
//! | ramp of datetimes in ns, as floats | 100,000 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1 | 0.3 | 0.3 |
//! | NumAcc1 | 3 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.3 | 0.3 |
//! | NumAcc2 | 1,001 | 0.1 | 0.1 | 0.1 | 0.5 | 0.5 | 0.4 | 1.6 |
//! | NumAcc3 | 1,001 | 0.3 | 0.3 | 0.3 | 0.5 | 0.5 | 0.7 | 0.7 |
//! | NumAcc4 | 1,001 | 0.7 | 0.3 | 0.3 | 0.5 | 0.5 | 2.5 | 0.5 |
//! | PiDigits | 5,000 | 0.0 | 0.0 | 0.0 | 0.1 | 0.1 | 0.1 | 0.1 |
//! | Lew | 200 | 0.0 | 0.0 | 0.0 | 0.1 | 0.1 | 0.7 | 1.3 |
//! | Lottery | 218 | 0.0 | 0.0 | 0.0 | 0.3 | 0.3 | 0.3 | 0.7 |
//! | Mavro | 50 | 0.1 | 1.1 | 0.1 | 0.2 | 0.8 | 0.8 | 0.2 |
//! | Michelso | 100 | 0.6 | 0.6 | 0.4 | 0.2 | 0.2 | 0.7 | 1.3 |
//!
//! **Running sums and products of integers are exact, or an error.** Where they do not fit 64 bits (or the type of
//! `out`), NumPy's wrap around. Running sums of floats are added one after the other in `f64`: of `f8` they
//! have NumPy's bits. Differences wrap around, as in NumPy.
//!
//! ```
//! use dtype_core::RecordView;
//!
//! let view = RecordView::of(&[i64::MAX, 1]);
//! assert!(view.column::<i64>(&[])?.cumsum().is_err()); // NumPy: [9223372036854775807, -9223372036854775808]
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **NaT.** `DateTime64::NAT` equals itself and sorts last, so that times can be sorted and be keys; NumPy
//! sorts it last too, but says that it is unequal to itself. In columns it is counted by `nan_count`, and
//! passed over by `nan_min` and `nan_max`, as NumPy does.
//!
//! **Times do not wrap.** A change of unit beyond 64 bits, or a sum, is an error or `None`. NumPy wraps
//! around in silence.
//!
//! ```
//! use dtype_core::{DateTime64, Day, Nanosecond};
//!
//! let far: DateTime64<Day> = "9999-12-31".parse()?;
//! assert!(far.to_unit::<Nanosecond, 1>().is_err()); // NumPy: 1816-03-29T05:56:08.066277376
//! # Ok::<(), dtype_core::TimeError>(())
//! ```
//!
//! **Text does not get cut.** Text that is longer than its field is an error; NumPy keeps the start of it.
//!
//! **Odd bytes.** A `bool` of 2, a character beyond Unicode, an enum of no variant: a typed view or load
//! refuses them, and tells how many there are and which is the first. It has to look at every value for that,
//! O(n); types of which all bytes are values are not looked at. A run-time view shows what is there, and
//! takes any byte but zero for true, as NumPy does.
//!
//! ```
//! use dtype_core::RecordView;
//!
//! let dtype = "[('on', '?')]".parse()?;
//! let view = RecordView::new(&[0, 2, 1], &dtype)?;
//! assert!(view.column::<bool>("on").is_err());
//! assert_eq!(view.any_column("on")?.sum()?.to_string(), "2");
//! # Ok::<(), dtype_core::Error>(())
//! ```
//!
//! **Padding is zero.** NumPy saves whatever lies in the gaps between fields, which may be anything that was
//! in memory. Here gaps are written as zeros, and never read.
//!
//! **Titles are no names.** `a['title']` works in NumPy. Here a title is kept, shown and written, and finds
//! nothing.
//!
//! **Archives list a name once.** NumPy lists members of the same name as often as they are there, and reads the last
//! of them each time; here it is listed once. A name that is UTF-8 is read as that; Python takes it for code page 437
//! unless the archive says that it is UTF-8.
//!
//! **Records of no bytes** are shown, and read with a type of no bytes. Their number is only a claim, so no other type
//! takes them.
//!
//! **Saving replaces.** `np.save` writes over the file that is there; here a new one takes its place when it is whole.
//!
//! **Paths.** `"quote.bid"` is a path, unless the record has a field of just that name. If both exist, it is
//! an error; `&["quote", "bid"]` is never split.
//!
//! # What is refused
//!
//! - **Objects** (`O`) and pickles: they are programs, not data. The dtype is shown, the data is not read.
//! - **Long doubles** as numbers: their bytes are kept as [`Void`](crate::Void), and no conversion casts them, though
//!   [`can_cast`](crate::can_cast) gives NumPy's answer. The same `'<f16'` is a number of 80 bits where an x86 wrote it
//!   and one of 128 bits from an ARM, and no file says which: half of the readers would get other numbers, silently.
//! - **Records beyond 2³¹−1 bytes**, whose sizes NumPy lets wrap.
//! - **A scalar with fields**, `np.dtype(('i4', [('lo', 'u2'), ('hi', 'u2')]))`: the value or its parts, not both.
//!   A void type with fields is the record of these fields, as in NumPy.
//! - **Titles that are no text.** Any object can be a title in NumPy. The title `None` is no title here.
//! - **Text of variable width** (`T`, NumPy's `StringDType`), which no file can hold.
//! - **Members of archives that are neither stored nor deflated**, or encrypted. Python reads bzip2 and LZMA too.
//! - **Python that no header needs**: `...`, `(set)()`, and the escapes `'\N{BULLET}'` and `'\ud800'`.
//! - **Of `np.histogram`**: the estimator `stone`; edges that are NaN; estimators of `f2`, whose every step NumPy rounds to three
//!   digits, may find another number of bins.
//! - **Headers beyond [`Limits`](crate::Limits)**: 10,000 characters as in NumPy, and bounds on nesting,
//!   fields and elements, all of which can be raised. A file gets no memory for data that it only promises.
//!
//! ```
//! use dtype_core::{ErrorKind, RecordView};
//!
//! let dtype = "[('name', 'O')]".parse()?;
//! assert_eq!(RecordView::new(&[0; 8], &dtype).unwrap_err().kind(), ErrorKind::Unsupported);
//! # Ok::<(), dtype_core::Error>(())
//! ```
