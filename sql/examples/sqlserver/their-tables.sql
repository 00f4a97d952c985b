-- Another program's tables, as they might be found: names, keys and times of its own.
CREATE SCHEMA quanly;
GO
CREATE TABLE quanly.NhiemVu (
    MaNhiemVu    int IDENTITY(1,1) NOT NULL CONSTRAINT PK_NhiemVu PRIMARY KEY,
    MaKeHoach    varchar(20) NOT NULL,
    SoHieu       varchar(20) NOT NULL,
    TenNhiemVu   nvarchar(1000) NOT NULL,
    ChiTieu      nvarchar(200) NULL,
    DonViTinh    nvarchar(100) NULL,
    HanHoanThanh datetime NOT NULL,
    GhiChu       nvarchar(2000) NULL,
    DaHuy        bit NOT NULL
);
CREATE TABLE quanly.PhanCong (
    MaPhanCong    int IDENTITY(1,1) NOT NULL CONSTRAINT PK_PhanCong PRIMARY KEY,
    MaNhiemVu     int NOT NULL CONSTRAINT FK_PhanCong_MaNhiemVu REFERENCES quanly.NhiemVu (MaNhiemVu),
    MaDonVi       varchar(20) NOT NULL,
    LaChuTri      bit NOT NULL,
    TienDo        nvarchar(max) NULL,
    NgayCapNhat   datetime NULL,
    NgayHoanThanh datetime NULL,
    CONSTRAINT UQ_PhanCong_MaNhiemVu_MaDonVi UNIQUE (MaNhiemVu, MaDonVi)
);
CREATE TABLE quanly.BaoCaoTuan (
    MaBaoCao  bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_BaoCaoTuan PRIMARY KEY,
    MaKeHoach varchar(20) NOT NULL,
    MaDonVi   varchar(20) NOT NULL,
    Nam       smallint NOT NULL,
    Tuan      tinyint NOT NULL,
    NgayGui   datetime NOT NULL,
    NhiemVu   varchar(1000) NULL,
    KetQua    nvarchar(max) NULL,
    KhoKhan   nvarchar(max) NULL,
    KienNghi  nvarchar(max) NULL,
    KeHoach   nvarchar(max) NULL,
    CONSTRAINT UQ_BaoCaoTuan_MaDonVi UNIQUE (MaKeHoach, MaDonVi, Nam, Tuan, NgayGui)
);
