-- The service's own tables make room for views over theirs; never with rows in them: SQLite drops those silently.
DROP TABLE WeeklySubmission;
DROP TABLE AssignmentUnit;
DROP TABLE Assignment;

-- The ledger remembers Id: it must stay the same for the same task, and never serve for another.
CREATE VIEW Assignment AS
SELECT n.MaNhiemVu AS Id, c.Id AS CampaignId, n.SoHieu AS Code, n.TenNhiemVu AS Title,
    COALESCE(n.ChiTieu, '') AS Target, COALESCE(n.DonViTinh, '') AS TargetUnit, date(n.HanHoanThanh) AS DueOn,
    COALESCE(n.GhiChu, '') AS Note, CASE WHEN n.DaHuy = 1 THEN 0 ELSE 1 END AS IsActive
FROM NhiemVu AS n
JOIN Campaign AS c ON c.Code = n.MaKeHoach;

-- Their times are of the wall clock, UTC+7 all year; ours are UTC, and text of this one form.
CREATE VIEW AssignmentUnit AS
SELECT p.MaNhiemVu AS AssignmentId, u.Id AS UnitId, CASE WHEN p.LaChuTri = 1 THEN 'Lead' ELSE 'Support' END AS Part,
    COALESCE(p.TienDo, '') AS Progress,
    strftime('%Y-%m-%dT%H:%M:%fZ', p.NgayCapNhat, '-7 hours') AS ProgressAt,
    strftime('%Y-%m-%dT%H:%M:%fZ', p.NgayHoanThanh, '-7 hours') AS CompletedAt
FROM PhanCong AS p
JOIN NhiemVu AS n ON n.MaNhiemVu = p.MaNhiemVu
JOIN Campaign AS c ON c.Code = n.MaKeHoach
JOIN Unit AS u ON u.CampaignId = c.Id AND u.Code = p.MaDonVi;

-- One row for each version they keep: the latest before the cut-off counts. Codes stand between blanks.
CREATE VIEW WeeklySubmission AS
SELECT u.Id AS UnitId, printf('%04d-W%02d', b.Nam, b.Tuan) AS Week,
    strftime('%Y-%m-%dT%H:%M:%fZ', b.NgayGui, '-7 hours') AS SubmittedAt,
    CASE WHEN COALESCE(b.NhiemVu, '') = '' THEN '' ELSE ' ' || replace(b.NhiemVu, ',', ' ') || ' ' END AS Assignments,
    COALESCE(b.KetQua, '') AS Results, COALESCE(b.KhoKhan, '') AS Difficulties,
    COALESCE(b.KienNghi, '') AS Proposals, COALESCE(b.KeHoach, '') AS NextWeek
FROM BaoCaoTuan AS b
JOIN Campaign AS c ON c.Code = b.MaKeHoach
JOIN Unit AS u ON u.CampaignId = c.Id AND u.Code = b.MaDonVi;
