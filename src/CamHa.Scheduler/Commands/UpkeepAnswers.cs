using CamHa.Scheduler.Backup;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>What <c>init</c>, <c>arm</c>, <c>backup</c>, <c>restore</c> and <c>service</c> say.</summary>
internal static class UpkeepAnswers
{
    public static string Armed(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var now = string.Join(", ", after);
        if (after.SequenceEqual(before))
            return Language.Say($"Đã giao cho {now} từ trước.", $"Armed already for {now}.");
        var earlier = before.Count == 0 ? Language.Say("chưa có", "none") : string.Join(", ", before);
        return Language.Say($"Từ nay máy gửi thư là {now}; trước đó: {earlier}.", $"Armed for {now}; before: {earlier}.");
    }

    public static string Applied(string script) => Language.Say($"đã chạy {script}", $"applied {script}");

    public static string Ready(Bilingual database, bool hasChanged) => hasChanged
        ? Language.Say($"{database.Vietnamese}: đã sẵn sàng.", $"{database.English} is ready.")
        : Language.Say($"{database.Vietnamese}: không có gì phải cập nhật.", $"{database.English} is up to date.");

    /// <param name="command">The command to type, after <c>camha</c>.</param>
    public static string Next(string command) => Language.Say($"Bước tiếp theo: camha {command}", $"Next: camha {command}");

    public static string Warning(string about) => Language.Say($"Lưu ý: {about}", $"warning: {about}");

    public static string Scripts(IReadOnlyList<string> pending) => pending.Count == 0
        ? Language.Say(
            "Mọi bước cập nhật đã chạy; --all in ra tất cả.", "Every script has been applied; --all prints them all the same.")
        : Language.Say(
            $"{pending.Count} bước: {string.Join(", ", pending)}.", $"{pending.Count} scripts: {string.Join(", ", pending)}.");

    public static string Unknown(StorageException fault) => Language.Say(
        $"{fault.Told()} Chưa biết bước nào đã chạy, nên in tất cả.",
        $"{fault.Message} What has been applied is not known, so every script follows.");

    public static StorageException NothingToBackUp(Bilingual database) => new(new Bilingual(
        $"Chưa có cơ sở dữ liệu ({database.Vietnamese}), nên chưa có gì để sao lưu.",
        $"There is no database yet: {database.English}. There is nothing to back up."));

    public static string ServerBackup(Bilingual server) => Language.Say(
        $"{server.Vietnamese}: máy chủ tự sao lưu, vào một tệp của nó. Nhờ người quản trị máy chủ chạy, tốt nhất là hằng đêm:",
        $"{server.English} is backed up by the server itself, into a file of the server's. "
        + "Let an administrator of it run, best every night:");

    /// <summary>What a table holds.</summary>
    public static string Table(string name) => Language.Say(
        name switch
        {
            "Account" => "tài khoản",
            "AccountCampaign" => "kế hoạch mà tài khoản thấy",
            "AddressProof" => "lần thử địa chỉ trả lời",
            "AccountSession" => "nơi đang đăng nhập",
            "Armed" => "máy được gửi thư",
            "Assignment" => "nhiệm vụ",
            "AssignmentUnit" => "phân công nhiệm vụ",
            "CalendarDay" => "ngày nghỉ, ngày làm bù",
            "Campaign" => "đợt thi đua",
            "ChangeEntry" => "chỗ đã sửa",
            "Contact" => "địa chỉ liên hệ",
            "DoneReport" => "đơn vị báo hoàn thành",
            "ExtensionRequest" => "đề nghị lùi hạn",
            "Gesture" => "lần sửa",
            "ImportLayout" => "kiểu bảng đã xác nhận",
            "InboxFile" => "tệp gửi kèm thư đến",
            "InboxMail" => "thư đến",
            "InboxMime" => "nội dung thư đến",
            "InboxPosition" => "chỗ đã đọc đến của hộp thư",
            "Installation" => "bản cài đặt",
            "JobRun" => "lượt chạy",
            "MailboxProbe" => "lần thử hộp thư đến",
            "MailKey" => "khóa của mã thư",
            "NoticeIssued" => "thông báo đã lập",
            "OutboxAttempt" => "lần gửi thư",
            "OutboxMessage" => "thư",
            "OutboxMime" => "nội dung thư",
            "Problem" => "việc cần xử lý",
            "RefusedAddress" => "địa chỉ bị từ chối",
            "DeliveryFailure" => "thư không đến",
            "ReportDraft" => "dự thảo báo cáo tổng hợp",
            "SchemaVersion" => "bước cập nhật",
            "SendingPause" => "lệnh tạm dừng",
            "SubmissionExemption" => "miễn báo cáo",
            "SubmissionOrigin" => "nguồn báo cáo tuần",
            "TestMail" => "thư thử",
            "TransportFault" => "lỗi máy chủ thư",
            "Unit" => "đơn vị",
            "UnitLink" => "liên kết của đơn vị",
            "UnitCall" => "cuộc gọi nhắc báo cáo",
            "WeeklyReport" => "báo cáo tổng hợp",
            "WeeklyReportFile" => "tệp báo cáo tổng hợp",
            "WeeklySubmission" => "báo cáo tuần của đơn vị",
            _ => name,
        },
        name);

    public static string BackedUp(BackupWritten written) => Language.Say(
        $"{written.File}: {written.Bytes} byte, đã kiểm tra, SHA-256 {written.Sha256}{Environment.NewLine}"
        + "Bản này có tên, địa chỉ và nội dung thư: cất ở nơi ít người đọc được, trên ổ đĩa khác.",
        $"{written.File}: {written.Bytes:N0} bytes, verified, SHA-256 {written.Sha256}{Environment.NewLine}"
        + "It holds names, addresses and what was written to them: keep it where only few may read it, and on another disk.");

    public static string ServerRestore(Bilingual server) => Language.Say(
        $"{server.Vietnamese}: máy chủ tự khôi phục. Dừng dịch vụ ở mọi máy, rồi nhờ người quản trị máy chủ chạy các lệnh sau; "
        + "sau đó camha init cập nhật dữ liệu cũ, camha outbox list --state pending cho xem thư đang chờ, và camha arm cho gửi:",
        $"{server.English} is restored by the server itself. Stop the service everywhere, "
        + "then let an administrator of the server run the following; afterwards 'camha init' brings an older schema up to date, "
        + "'camha outbox list --state pending' shows what waits, and 'camha arm' lets it go:");

    /// <summary>What was restored, and the steps until mails may leave again.</summary>
    public static IEnumerable<string> Restored(Restored restored, IReadOnlyDictionary<OutboxState, int> outbox)
    {
        yield return Language.Say(
            $"Đã khôi phục {restored.Database} từ {restored.From}.", $"Restored {restored.Database} from {restored.From}.");
        if (restored.KeptAside is { } aside)
            yield return Language.Say($"Dữ liệu trước đó còn giữ ở: {aside}", $"What was there is kept: {aside}");
        foreach (var script in restored.Applied)
            yield return Applied(script);
        var waiting = outbox.GetValueOrDefault(OutboxState.Pending) + outbox.GetValueOrDefault(OutboxState.Sending);
        var held = outbox.GetValueOrDefault(OutboxState.Held);
        yield return Language.Say(
            "Chưa thư nào được gửi từ dữ liệu này, vì nó không biết những gì đã gửi sau khi sao lưu. "
            + $"{waiting} thư đang chờ, {held} thư đang bị giữ.",
            "It is disarmed, so that nothing leaves from it: it does not know what was sent since it was made. "
            + $"{waiting} mails wait to be sent, {held} are held.");
        var steps = new List<(string What, string Command)>
        {
            (Language.Say("Xem thư đang chờ", "See what waits"), "camha outbox list --state pending"),
        };
        if (restored.KeptAside is not null)
        {
            steps.Add((
                Language.Say("Xem thư đã gửi", "See what has been sent"),
                $"camha outbox list --state sent --set Storage:File={restored.KeptAside}"));
        }

        steps.Add((
            Language.Say("Hủy thư đã gửi", "Drop what has been sent"),
            Language.Say("camha outbox cancel SỐ …", "camha outbox cancel ID …")));
        steps.Add((
            Language.Say("Cho gửi thư còn lại", "Let the rest go"),
            Language.Say("camha arm, rồi chạy lại dịch vụ", "camha arm, then start the service")));
        for (var step = 0; step < steps.Count; step++)
            yield return $"{step + 1}. {$"{steps[step].What}:",-24} {steps[step].Command}";
    }

    public static string Installed(Configuration.Places places) => Language.Say(
        $"Đã cài dịch vụ và đang chạy. Thiết lập: {places.ConfigFile}; dữ liệu: {places.DataFolder}. Xem tình trạng: camha service status",
        $"The service is installed and runs. Settings: {places.ConfigFile}; data: {places.DataFolder}. How it does: camha service status");

    public static Bilingual NotInstalled { get; } = new("Dịch vụ chưa được cài.", "The service is not installed.");

    public static string Stays(Configuration.Places places) => Language.Say(
        $"Còn giữ lại: thiết lập và mật khẩu ở {places.ConfigFolder}, dữ liệu ở {places.DataFolder}, nhật ký ở {places.LogFolder}.",
        $"What it had stays: settings and passwords in {places.ConfigFolder}, data in {places.DataFolder}, logs in {places.LogFolder}.");

    public static IEnumerable<string> Standing(InstalledService status)
    {
        var since = status.Since is null ? "" : Language.Say($" từ {status.Since}", $" since {status.Since}");
        yield return Language.Say(
            $"đã cài: {status.Installed ?? "chưa; cài bằng lệnh camha service install"}",
            $"installed: {status.Installed ?? "no; install it with 'camha service install'"}");
        yield return Language.Say(
            $"tự chạy khi bật máy: {(status.IsEnabled ? "có" : "không")}", $"starts with the machine: {(status.IsEnabled ? "yes" : "no")}");
        yield return Language.Say($"tình trạng: {status.State}{since}", $"state: {status.State}{since}");
        foreach (var line in status.Log)
            yield return $"  {line}";
    }

    public static ActionRequiredException NotAdministrator(string verb)
    {
        var again = $"sudo {Environment.ProcessPath} service {verb}";
        return OperatingSystem.IsWindows()
            ? new($"Only an administrator may do that. Open a terminal with 'Run as administrator' and run it there: camha service {verb}")
            {
                InVietnamese = "Chỉ người quản trị máy mới làm được việc này. Mở cửa sổ lệnh bằng “Run as administrator” rồi gõ: "
                    + $"camha service {verb}",
            }
            : new($"Only root may do that: {again}") { InVietnamese = $"Chỉ quản trị máy (root) mới làm được việc này. Gõ: {again}" };
    }
}
