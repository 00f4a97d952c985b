using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Desk;

/// <summary>How far an installation has come. It is told by what is there, and kept nowhere.</summary>
internal sealed class SetupState(SetupSettings settings, Database database, CampaignClock clock)
{
    // Sending that has begun has begun.
    private bool _hasBegun;

    /// <summary>Whether a campaign's mails may leave.</summary>
    public async Task<bool> HasBegunAsync(CancellationToken token)
    {
        if (_hasBegun)
            return true;
        await using var session = await database.OpenAsync(token);
        return _hasBegun = (await CampaignStore.AllAsync(session, token)).Exists(each => each.ReleasedAt is not null);
    }

    /// <summary>All steps in their order.</summary>
    public async Task<IReadOnlyList<SetupStep>> StepsAsync(CancellationToken token)
    {
        await using var session = await database.OpenSnapshotAsync(token);
        var hasPlan = await CampaignStore.HasPlanAsync(session, token);
        var year = clock.WallClock(clock.Now).Year;
        var days = await session.QueryAsync<DayRow>(
            "scheduling/days-of-year", new { From = new DateOnly(year, 1, 1), To = new DateOnly(year + 1, 12, 31) }, token);
        var missing = new[] { year, year + 1 }.Where(each => !days.Exists(day => day.Kind == DayKind.Off && day.Day.Year == each)).ToList();
        var draft = settings.Draft();
        var sends = HasMailbox(draft);
        var begun = await HasBegunAsync(token);
        return
        [
            new("/accounts", "Tài khoản", "Ai vào được trang, và được làm gì.") { IsDone = true },
            new(SetupPages.Office, "Cơ quan ban hành", "Phần đầu và chữ ký của báo cáo tuần, và ai được báo khi có sự cố.")
            {
                IsDone = SetupQuestions.Office.Any(question => draft[question].Length > 0),
            },
            new(SetupPages.Mailbox, "Hộp thư gửi", sends
                ? $"Gửi từ {draft["Mail:From"]} qua {draft["Smtp:Host"]}." : "Máy chủ thư, hộp thư và mật khẩu; gửi thử cho chính mình.")
            {
                IsDone = sends,
            },
            new(SetupPages.Inbox, "Hộp thư nhận trả lời", "Máy đọc thư trả lời của các đơn vị. Không có cũng dùng được.")
            {
                IsDone = draft["Inbox:Source"] is not ("" or "none"),
                IsOptional = true,
            },
            new(UploadPages.Path, "Kế hoạch", "Nạp tệp Excel, Word, dán bảng, hoặc bắt đầu từ tệp mẫu.") { IsDone = hasPlan },
            new("/calendar", "Lịch nghỉ", missing.Count == 0
                ? $"Đã có ngày nghỉ của {year} và {year + 1}." : $"Chưa có ngày nghỉ nào của {string.Join(" và ", missing)}.")
            {
                IsDone = missing.Count == 0,
                // The days of the next year are announced at its end.
                IsOptional = !missing.Contains(year),
            },
            new(SetupPages.Weeks, "Xem trước hai tuần", "Những thư sẽ gửi, như thể đã cho gửi.") { IsDone = begun, IsOptional = true },
            new(SetupPages.Start, "Bắt đầu gửi", begun ? "Đã cho gửi." : "Thư nhắc đầu tiên chờ ở đây cho đến khi có người cho gửi.")
            {
                IsDone = begun,
            },
        ];
    }

    /// <summary>Whether mails leave by a mailbox that somebody has named.</summary>
    public static bool HasMailbox(Draft draft) =>
        draft["Mail:Transport"].Equals("smtp", StringComparison.OrdinalIgnoreCase) && draft["Smtp:Host"].Length > 0;

    private sealed record DayRow
    {
        public DateOnly Day { get; init; }

        public DayKind Kind { get; init; }

        public string Name { get; init; } = "";
    }
}

/// <summary>One step of an installation.</summary>
/// <param name="Path">Its page.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Says">How it stands.</param>
internal sealed record SetupStep(string Path, string Name, string Says)
{
    public bool IsDone { get; init; }

    /// <summary>Whether one may go on without it.</summary>
    public bool IsOptional { get; init; }
}
