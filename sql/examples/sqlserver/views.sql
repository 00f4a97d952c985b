-- The service's own tables make room for views over theirs; never with rows in them.
IF EXISTS (SELECT 1 FROM dbo.Assignment) OR EXISTS (SELECT 1 FROM dbo.WeeklySubmission)
    THROW 50002, N'Assignment or WeeklySubmission has rows: export what is worth keeping, and delete them first.', 1;
DROP TABLE dbo.WeeklySubmission;
DROP TABLE dbo.AssignmentUnit;
DROP TABLE dbo.Assignment;
GO
-- The ledger remembers Id: it must stay the same for the same task, and never serve for another.
CREATE VIEW dbo.Assignment AS
SELECT n.MaNhiemVu AS Id, c.Id AS CampaignId, CAST(n.SoHieu AS nvarchar(32)) AS Code, n.TenNhiemVu AS Title,
    COALESCE(n.ChiTieu, N'') AS Target, COALESCE(n.DonViTinh, N'') AS TargetUnit, CAST(n.HanHoanThanh AS date) AS DueOn,
    COALESCE(n.GhiChu, N'') AS Note, CAST(CASE WHEN n.DaHuy = 1 THEN 0 ELSE 1 END AS bit) AS IsActive
FROM quanly.NhiemVu AS n
JOIN dbo.Campaign AS c ON c.Code = n.MaKeHoach;
GO
-- Their times are of the wall clock, UTC+7 all year; ours are UTC.
CREATE VIEW dbo.AssignmentUnit AS
SELECT p.MaNhiemVu AS AssignmentId, u.Id AS UnitId, CASE WHEN p.LaChuTri = 1 THEN N'Lead' ELSE N'Support' END AS Part,
    COALESCE(p.TienDo, N'') AS Progress,
    CAST(DATEADD(hour, -7, p.NgayCapNhat) AS datetime2(3)) AS ProgressAt,
    CAST(DATEADD(hour, -7, p.NgayHoanThanh) AS datetime2(3)) AS CompletedAt
FROM quanly.PhanCong AS p
JOIN quanly.NhiemVu AS n ON n.MaNhiemVu = p.MaNhiemVu
JOIN dbo.Campaign AS c ON c.Code = n.MaKeHoach
JOIN dbo.Unit AS u ON u.CampaignId = c.Id AND u.Code = p.MaDonVi;
GO
-- One row for each version they keep: the latest before the cut-off counts. Codes stand between blanks.
CREATE VIEW dbo.WeeklySubmission AS
SELECT u.Id AS UnitId, CAST(CONCAT(b.Nam, N'-W', RIGHT(CONCAT(N'0', b.Tuan), 2)) AS nvarchar(8)) AS Week,
    CAST(DATEADD(hour, -7, b.NgayGui) AS datetime2(3)) AS SubmittedAt,
    CASE WHEN COALESCE(b.NhiemVu, '') = '' THEN N'' ELSE CONCAT(N' ', REPLACE(b.NhiemVu, ',', ' '), N' ') END AS Assignments,
    COALESCE(b.KetQua, N'') AS Results, COALESCE(b.KhoKhan, N'') AS Difficulties,
    COALESCE(b.KienNghi, N'') AS Proposals, COALESCE(b.KeHoach, N'') AS NextWeek
FROM quanly.BaoCaoTuan AS b
JOIN dbo.Campaign AS c ON c.Code = b.MaKeHoach
JOIN dbo.Unit AS u ON u.CampaignId = c.Id AND u.Code = b.MaDonVi;
