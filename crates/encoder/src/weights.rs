//! Tensors of a safetensors file, as `ndarray` arrays of `f32`.

use std::{collections::HashMap, ops::Range, path::Path, sync::Arc};

use dateline_kernels::MappedFile;
use half::{f16, slice::HalfFloatSliceExt};
use ndarray::{Array1, Array2, Array3};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{Error, ErrorKind};

/// A mapped weight file. Tensors may be stored as `F32` or `F16`; they are widened as they are taken.
#[derive(Debug)]
pub struct Weights {
    file: Arc<MappedFile>,
    name: String,
    tensors: HashMap<String, Tensor>,
}

/// What the header says of a tensor.
#[derive(Debug)]
struct Tensor {
    element: Dtype,
    shape: Vec<usize>,
    /// Where its bytes lie in the file.
    bytes: Range<usize>,
}

impl Weights {
    /// Maps the file and checks its header.
    ///
    /// # Errors
    /// [`ErrorKind::Load`] when the file cannot be mapped, [`ErrorKind::Format`] when it is no safetensors file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let file = MappedFile::open(path).map_err(|source| Error::new(ErrorKind::Load, &name, source))?;
        let found = SafeTensors::deserialize(&file).map_err(|source| Error::new(ErrorKind::Format, &name, source))?;
        let tensor = |(name, view): (String, TensorView<'_>)| {
            let start = view.data().as_ptr().addr() - file.as_ptr().addr();
            let bytes = start..start + view.data().len();
            (name, Tensor { element: view.dtype(), shape: view.shape().to_vec(), bytes })
        };
        let tensors = found.tensors().into_iter().map(tensor).collect();
        Ok(Self { file: Arc::new(file), name, tensors })
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.file
    }

    /// A vector.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when the tensor is missing or not of this length.
    pub fn vector(&self, tensor: &str, length: usize) -> Result<Array1<f32>, Error> {
        Ok(Array1::from_vec(self.tensor(tensor, &[length])?))
    }

    /// A matrix, with the rows and columns as they are stored.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when the tensor is missing or not of this shape.
    pub fn matrix(&self, tensor: &str, rows: usize, columns: usize) -> Result<Array2<f32>, Error> {
        let values = self.tensor(tensor, &[rows, columns])?;
        Array2::from_shape_vec((rows, columns), values).map_err(|source| self.format(tensor, source))
    }

    /// A matrix of which single rows are read: a table of embeddings.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when the tensor is missing or not of this shape.
    pub fn table(&self, tensor: &str, rows: usize, columns: usize) -> Result<Table, Error> {
        let found = self.find(tensor, &[rows, columns])?;
        let stored = match found.element {
            Dtype::F16 => Stored::Mapped(Arc::clone(&self.file), found.bytes.clone()),
            _ => Stored::Copied(self.tensor(tensor, &[rows, columns])?.into_iter().map(f16::from_f32).collect()),
        };
        Ok(Table { stored, columns })
    }

    /// A block of matrices.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when the tensor is missing or not of this shape.
    pub fn block(&self, tensor: &str, shape: [usize; 3]) -> Result<Array3<f32>, Error> {
        let values = self.tensor(tensor, &shape)?;
        Array3::from_shape_vec(shape, values).map_err(|source| self.format(tensor, source))
    }

    fn tensor(&self, tensor: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let found = self.find(tensor, shape)?;
        let bytes = &self.file[found.bytes.clone()];
        match found.element {
            Dtype::F32 => Ok(bytes.as_chunks().0.iter().map(|&value| f32::from_le_bytes(value)).collect()),
            Dtype::F16 => {
                let mut values = vec![0.0; bytes.len() / 2];
                widen(bytes, &mut values);
                Ok(values)
            }
            other => Err(self.format(tensor, format!("the element type is {other:?}, not F32 or F16"))),
        }
    }

    fn find(&self, tensor: &str, shape: &[usize]) -> Result<&Tensor, Error> {
        let found = self.tensors.get(tensor).ok_or_else(|| self.format(tensor, "it is missing"))?;
        if found.shape != shape {
            return Err(self.format(tensor, format!("the shape is {:?}, not {shape:?}", found.shape)));
        }
        Ok(found)
    }

    fn format(&self, tensor: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::new(ErrorKind::Format, format_args!("{}: tensor {tensor}", self.name), source)
    }
}

/// A table in half precision, whatever the file has: as the shipped weights are stored, and where they are. Pages of it
/// come into memory as their rows are read.
#[derive(Debug)]
pub struct Table {
    stored: Stored,
    columns: usize,
}

#[derive(Debug)]
enum Stored {
    Mapped(Arc<MappedFile>, Range<usize>),
    Copied(Vec<f16>),
}

impl Table {
    /// Writes a row into `out`, which has as many elements as the table has columns.
    ///
    /// # Panics
    /// When there is no such row, or `out` has another length.
    pub fn read(&self, row: usize, out: &mut [f32]) {
        assert_eq!(out.len(), self.columns, "a row of the table fits");
        match &self.stored {
            Stored::Mapped(file, bytes) => {
                let bytes = &file[bytes.clone()];
                widen(&bytes[2 * row * self.columns..2 * (row + 1) * self.columns], out);
            }
            Stored::Copied(values) => {
                values[row * self.columns..(row + 1) * self.columns].convert_to_f32_slice(out);
            }
        }
    }
}

/// Half precision as files have it to single precision.
fn widen(bytes: &[u8], out: &mut [f32]) {
    /// So many at a time are read in the machine's order, on the stack.
    const BLOCK: usize = 256;
    let mut block = [f16::ZERO; BLOCK];
    for (bytes, out) in bytes.chunks(2 * BLOCK).zip(out.chunks_mut(BLOCK)) {
        let values = &mut block[..out.len()];
        for (value, &bytes) in values.iter_mut().zip(bytes.as_chunks().0) {
            *value = f16::from_le_bytes(bytes);
        }
        values.convert_to_f32_slice(out);
    }
}
