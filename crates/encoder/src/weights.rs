//! Tensors of a safetensors file, as `ndarray` arrays of `f32`.

use std::path::Path;

use dateline_kernels::MappedFile;
use half::f16;
use ndarray::{Array1, Array2, Array3};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{Error, ErrorKind};

/// A mapped weight file. Tensors may be stored as `F32` or `F16`; they are widened as they are taken.
#[derive(Debug)]
pub struct Weights {
    file: MappedFile,
    name: String,
}

impl Weights {
    /// Maps the file and checks its header.
    ///
    /// # Errors
    /// [`ErrorKind::Load`] when the file cannot be mapped, [`ErrorKind::Format`] when it is no safetensors file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let file = MappedFile::open(path).map_err(|source| Error::new(ErrorKind::Load, &name, source))?;
        SafeTensors::deserialize(&file).map_err(|source| Error::new(ErrorKind::Format, &name, source))?;
        Ok(Self { file, name })
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

    /// A matrix in half precision, row by row: half the memory, for tables of which a batch reads a few rows.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when the tensor is missing or not of this shape.
    pub fn half_matrix(&self, tensor: &str, rows: usize, columns: usize) -> Result<Vec<f16>, Error> {
        let (view, shape) = (self.view(tensor)?, [rows, columns]);
        self.check_shape(tensor, view.shape(), &shape)?;
        match view.dtype() {
            Dtype::F16 => Ok(view.data().as_chunks().0.iter().map(|&value| f16::from_le_bytes(value)).collect()),
            _ => Ok(self.tensor(tensor, &shape)?.into_iter().map(f16::from_f32).collect()),
        }
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
        let view = self.view(tensor)?;
        self.check_shape(tensor, view.shape(), shape)?;
        let bytes = view.data();
        match view.dtype() {
            Dtype::F32 => Ok(bytes.as_chunks().0.iter().map(|&value| f32::from_le_bytes(value)).collect()),
            Dtype::F16 => Ok(bytes.as_chunks().0.iter().map(|&value| f16::from_le_bytes(value).to_f32()).collect()),
            other => Err(self.format(tensor, format!("the element type is {other:?}, not F32 or F16"))),
        }
    }

    fn view(&self, tensor: &str) -> Result<TensorView<'_>, Error> {
        let tensors = SafeTensors::deserialize(&self.file).map_err(|source| self.format(tensor, source))?;
        tensors.tensor(tensor).map_err(|source| self.format(tensor, source))
    }

    fn check_shape(&self, tensor: &str, found: &[usize], wanted: &[usize]) -> Result<(), Error> {
        if found == wanted {
            return Ok(());
        }
        Err(self.format(tensor, format!("the shape is {found:?}, not {wanted:?}")))
    }

    fn format(&self, tensor: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::new(ErrorKind::Format, format_args!("{}: tensor {tensor}", self.name), source)
    }
}
