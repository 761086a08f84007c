//! Pages to read. There is no code here: they are compiled for the documentation, and their examples as tests.

pub mod dtype_table;
pub mod layout;
pub mod numpy_users;
