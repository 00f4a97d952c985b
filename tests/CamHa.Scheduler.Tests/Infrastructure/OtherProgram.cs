using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// Another program that owns tasks and weekly texts, in the tables of <c>sql/examples</c>: it takes over what the service
/// holds, under ids and in forms of its own, and the service sees it through the views of the example.
/// </summary>
internal static class OtherProgram
{
    private const string OnSqlite = """
        INSERT INTO NhiemVu (MaNhiemVu, MaKeHoach, SoHieu, TenNhiemVu, ChiTieu, DonViTinh, HanHoanThanh, GhiChu, DaHuy)
        SELECT 1000 + 7 * a.Id, c.Code, a.Code, a.Title, NULLIF(a.Target, ''), NULLIF(a.TargetUnit, ''),
            a.DueOn || ' 17:00:00', NULLIF(a.Note, ''), 1 - a.IsActive
        FROM Assignment AS a JOIN Campaign AS c ON c.Id = a.CampaignId;
        INSERT INTO PhanCong (MaNhiemVu, MaDonVi, LaChuTri, TienDo, NgayCapNhat, NgayHoanThanh)
        SELECT 1000 + 7 * p.AssignmentId, u.Code, p.Part = 'Lead', NULLIF(p.Progress, ''),
            datetime(p.ProgressAt, '+7 hours'), datetime(p.CompletedAt, '+7 hours')
        FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId;
        INSERT INTO BaoCaoTuan (MaKeHoach, MaDonVi, Nam, Tuan, NgayGui, NhiemVu, KetQua, KhoKhan, KienNghi, KeHoach)
        SELECT c.Code, u.Code, CAST(substr(s.Week, 1, 4) AS INTEGER), CAST(substr(s.Week, 7) AS INTEGER),
            datetime(s.SubmittedAt, '+7 hours'),
            NULLIF(replace(trim(s.Assignments), ' ', ','), ''), NULLIF(s.Results, ''), NULLIF(s.Difficulties, ''),
            NULLIF(s.Proposals, ''), NULLIF(s.NextWeek, '')
        FROM WeeklySubmission AS s JOIN Unit AS u ON u.Id = s.UnitId JOIN Campaign AS c ON c.Id = u.CampaignId;
        DELETE FROM WeeklySubmission;
        DELETE FROM AssignmentUnit;
        DELETE FROM Assignment;
        """;

    internal const string OnSqlServer = """
        SET IDENTITY_INSERT quanly.NhiemVu ON;
        INSERT INTO quanly.NhiemVu (MaNhiemVu, MaKeHoach, SoHieu, TenNhiemVu, ChiTieu, DonViTinh, HanHoanThanh, GhiChu, DaHuy)
        SELECT 1000 + 7 * a.Id, c.Code, a.Code, a.Title, NULLIF(a.Target, ''), NULLIF(a.TargetUnit, ''),
            DATEADD(hour, 17, CAST(a.DueOn AS datetime)),
            NULLIF(a.Note, ''), CASE WHEN a.IsActive = 1 THEN 0 ELSE 1 END
        FROM dbo.Assignment AS a JOIN dbo.Campaign AS c ON c.Id = a.CampaignId;
        SET IDENTITY_INSERT quanly.NhiemVu OFF;
        INSERT INTO quanly.PhanCong (MaNhiemVu, MaDonVi, LaChuTri, TienDo, NgayCapNhat, NgayHoanThanh)
        SELECT 1000 + 7 * p.AssignmentId, u.Code, CASE WHEN p.Part = 'Lead' THEN 1 ELSE 0 END, NULLIF(p.Progress, ''),
            CAST(DATEADD(hour, 7, p.ProgressAt) AS datetime), CAST(DATEADD(hour, 7, p.CompletedAt) AS datetime)
        FROM dbo.AssignmentUnit AS p JOIN dbo.Unit AS u ON u.Id = p.UnitId;
        INSERT INTO quanly.BaoCaoTuan (MaKeHoach, MaDonVi, Nam, Tuan, NgayGui, NhiemVu, KetQua, KhoKhan, KienNghi, KeHoach)
        SELECT c.Code, u.Code, CAST(SUBSTRING(s.Week, 1, 4) AS smallint), CAST(SUBSTRING(s.Week, 7, 2) AS tinyint),
            CAST(DATEADD(hour, 7, s.SubmittedAt) AS datetime),
            NULLIF(REPLACE(LTRIM(RTRIM(s.Assignments)), ' ', ','), ''), NULLIF(s.Results, ''), NULLIF(s.Difficulties, ''),
            NULLIF(s.Proposals, ''), NULLIF(s.NextWeek, '')
        FROM dbo.WeeklySubmission AS s JOIN dbo.Unit AS u ON u.Id = s.UnitId JOIN dbo.Campaign AS c ON c.Id = u.CampaignId;
        DELETE FROM dbo.WeeklySubmission;
        DELETE FROM dbo.AssignmentUnit;
        DELETE FROM dbo.Assignment;
        """;

    public static async Task TakeOverAsync(Service service)
    {
        var isServer = service.Database.Dialect == Dialect.SqlServer;
        foreach (var script in new[]
        {
            await ExampleAsync(isServer, "their-tables.sql"),
            isServer ? OnSqlServer : OnSqlite,
            await ExampleAsync(isServer, "views.sql")
        })
        {
            foreach (var batch in script.Split("\nGO\n"))
                await RunAsync(service, batch);
        }
    }

    private static Task<string> ExampleAsync(bool isServer, string file) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "sql/examples", isServer ? "sqlserver" : "sqlite", file), Service.Token);

    // As it is written, and not fitted to the database.
    private static async Task RunAsync(Service service, string batch)
    {
        await using var session = await service.Database.OpenAsync(Service.Token);
        await using var command = session.Connection.CreateCommand();
        command.CommandText = batch;
        await command.ExecuteNonQueryAsync(Service.Token);
    }
}
