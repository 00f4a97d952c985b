namespace CamHa.Scheduler.Tests.Infrastructure;

/// <summary>
/// Another program that owns tasks and weekly texts, in the tables of <c>sql/examples</c>: it takes over what the service
/// holds, under ids and in forms of its own, and the service sees it through the views of the example.
/// </summary>
internal static class OtherProgram
{
    private const string Takeover = """
        INSERT INTO NhiemVu (MaNhiemVu, MaKeHoach, SoHieu, TenNhiemVu, ChiTieu, DonViTinh, HanHoanThanh, GhiChu, DaHuy)
        SELECT 1000 + 7 * a.Id, c.Code, a.Code, a.Title, NULLIF(a.Target, ''), NULLIF(a.TargetUnit, ''), a.DueOn || ' 17:00:00', NULLIF(a.Note, ''), 1 - a.IsActive
        FROM Assignment AS a JOIN Campaign AS c ON c.Id = a.CampaignId;
        INSERT INTO PhanCong (MaNhiemVu, MaDonVi, LaChuTri, TienDo, NgayCapNhat, NgayHoanThanh)
        SELECT 1000 + 7 * p.AssignmentId, u.Code, p.Part = 'Lead', NULLIF(p.Progress, ''), datetime(p.ProgressAt, '+7 hours'), datetime(p.CompletedAt, '+7 hours')
        FROM AssignmentUnit AS p JOIN Unit AS u ON u.Id = p.UnitId;
        INSERT INTO BaoCaoTuan (MaKeHoach, MaDonVi, Nam, Tuan, NgayGui, NhiemVu, KetQua, KhoKhan, KienNghi, KeHoach)
        SELECT c.Code, u.Code, CAST(substr(s.Week, 1, 4) AS INTEGER), CAST(substr(s.Week, 7) AS INTEGER), datetime(s.SubmittedAt, '+7 hours'),
            NULLIF(replace(trim(s.Assignments), ' ', ','), ''), NULLIF(s.Results, ''), NULLIF(s.Difficulties, ''), NULLIF(s.Proposals, ''), NULLIF(s.NextWeek, '')
        FROM WeeklySubmission AS s JOIN Unit AS u ON u.Id = s.UnitId JOIN Campaign AS c ON c.Id = u.CampaignId;
        DELETE FROM WeeklySubmission;
        DELETE FROM AssignmentUnit;
        DELETE FROM Assignment;
        """;

    public static async Task TakeOverAsync(Service service)
    {
        await service.ExecuteAsync(await ExampleAsync("their-tables.sql"));
        await service.ExecuteAsync(Takeover);
        await service.ExecuteAsync(await ExampleAsync("views.sql"));
    }

    private static Task<string> ExampleAsync(string file) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "sql/examples/sqlite", file), Service.Token);
}
