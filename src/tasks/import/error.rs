//! Why a workbook was not imported.

use crate::class::Class;
use crate::import::{MappingError, ReadError, Unbalanced};
use std::path::PathBuf;

/// Why a workbook was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Mapping(#[from] MappingError),
    #[error(transparent)]
    Unbalanced(#[from] Unbalanced),
    /// The folder holds an extract that no import made.
    #[error(
        "{} đã có dữ liệu khác, không phải do lệnh import tạo ra; chọn thư mục khác / \
         the folder holds an extract that was not imported: choose another",
        folder.display()
    )]
    Foreign { folder: PathBuf },
    /// The commune of a template is in no list.
    #[error(
        "không có xã, phường, đặc khu mang mã {code} trong danh mục từ 01/07/2025 / no commune has the code {code}"
    )]
    UnknownCommune { code: String },
    /// The template would take the place of a file.
    #[error("{} đã có; chọn tên khác, để không mất sổ đã ghi / the file exists: choose another name", path.display())]
    Exists { path: PathBuf },
    /// A workbook that leaves something open cannot be used as an extract.
    #[error(
        "sổ {workbook} còn {count} điều chưa rõ, điều đầu: {vietnamese} / \
         the workbook leaves {count} questions open, the first: {english}"
    )]
    Asks { workbook: String, count: usize, vietnamese: String, english: String },
    /// The template cannot be made.
    #[error("không tạo được sổ mẫu: {0} / the template cannot be made")]
    Template(String),
}

impl ImportError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(_) => "import.read",
            Self::Mapping(_) => "import.mapping",
            Self::Unbalanced(_) => "import.unbalanced",
            Self::Foreign { .. } => "import.foreign",
            Self::UnknownCommune { .. } => "import.unknown_commune",
            Self::Exists { .. } => "import.exists",
            Self::Asks { .. } => "import.asks",
            Self::Template(_) => "import.template",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Read(_) | Self::Mapping(_) | Self::UnknownCommune { .. } | Self::Asks { .. } => {
                Class::Input
            }
            Self::Foreign { .. } | Self::Exists { .. } | Self::Unbalanced(_) => Class::State,
            Self::Template(_) => Class::Environment,
        }
    }
}
