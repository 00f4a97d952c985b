-- Another program's tables, as they might be found: names, keys and times of its own.
CREATE TABLE NhiemVu (
    MaNhiemVu    INTEGER PRIMARY KEY AUTOINCREMENT,
    MaKeHoach    TEXT NOT NULL,
    SoHieu       TEXT NOT NULL,
    TenNhiemVu   TEXT NOT NULL,
    ChiTieu      TEXT NULL,
    DonViTinh    TEXT NULL,
    HanHoanThanh TEXT NOT NULL,
    GhiChu       TEXT NULL,
    DaHuy        INTEGER NOT NULL
);
CREATE TABLE PhanCong (
    MaPhanCong    INTEGER PRIMARY KEY,
    MaNhiemVu     INTEGER NOT NULL REFERENCES NhiemVu (MaNhiemVu),
    MaDonVi       TEXT NOT NULL,
    LaChuTri      INTEGER NOT NULL,
    TienDo        TEXT NULL,
    NgayCapNhat   TEXT NULL,
    NgayHoanThanh TEXT NULL,
    UNIQUE (MaNhiemVu, MaDonVi)
);
CREATE TABLE BaoCaoTuan (
    MaBaoCao  INTEGER PRIMARY KEY,
    MaKeHoach TEXT NOT NULL,
    MaDonVi   TEXT NOT NULL,
    Nam       INTEGER NOT NULL,
    Tuan      INTEGER NOT NULL,
    NgayGui   TEXT NOT NULL,
    NhiemVu   TEXT NULL,
    KetQua    TEXT NULL,
    KhoKhan   TEXT NULL,
    KienNghi  TEXT NULL,
    KeHoach   TEXT NULL,
    UNIQUE (MaKeHoach, MaDonVi, Nam, Tuan, NgayGui)
);
