using System.Globalization;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>How a mail is understood, in words.</summary>
internal static class InboxAnswers
{
    public static IEnumerable<string> Explanation(string file, Explanation mail)
    {
        yield return $"{file}: {Kind(mail.Kind)}";
        foreach (var recipient in mail.Recipients)
            yield return $"  {Recipient(recipient)}";
        if (mail.Week is { } week)
            yield return Language.Say($"  Tuần báo cáo: {WeekLabel.Brief(week)}", $"  Reporting week: {week}");
        foreach (var line in Points(mail.Points))
            yield return line;
        foreach (var statement in mail.Statements)
            yield return $"  {Said(statement)}";
        foreach (var (name, _, length) in mail.Attachments)
            yield return Language.Say($"  Tệp kèm: {name} ({length} byte)", $"  File: {name} ({length} bytes)");
        yield return Language.Say("  Phần mới:", "  What is new:");
        foreach (var line in mail.Text.Split('\n'))
            yield return $"  | {line}";
        if (mail.Cut.Length > 0)
        {
            var lines = mail.Cut.Split('\n').Length;
            yield return Language.Say(
                $"  Đã cắt {lines} dòng (thư cũ, chữ ký); --json cho xem.", $"  {lines} lines were cut; --json shows them.");
        }

        yield return Language.Say("  Vì sao:", "  Why:");
        foreach (var step in mail.Why)
            yield return $"  - {step}";
    }

    private static string Kind(MailKind kind) => kind switch
    {
        MailKind.Answer => Language.Say("thư trả lời", "an answer"),
        MailKind.Bounce => Language.Say("báo không phát được thư", "a bounce"),
        MailKind.Automatic => Language.Say("thư máy trả lời tự động", "an automatic mail"),
        MailKind.Feedback => Language.Say("báo thư bị coi là thư rác", "a feedback report"),
        _ => Language.Say("thư không liên quan", "nothing of ours"),
    };

    private static string Recipient(ReportedRecipient recipient)
    {
        var address = recipient.Address.Length > 0 ? recipient.Address : Language.Say("(không rõ địa chỉ)", "(no address)");
        var status = recipient.Status is null ? "" : $" ({recipient.Status})";
        var dead = recipient.IsHard ? Language.Say("; địa chỉ không dùng được nữa", "; the address is dead") : "";
        return $"{address}: {recipient.Class.Words()}{status}{dead}";
    }

    private static IEnumerable<string> Points(WeeklyPoints? points)
    {
        if (points is null)
            yield break;
        if (points.IsNothing)
        {
            yield return Language.Say("  Báo cáo tuần: không phát sinh", "  Weekly report: nothing to report");
            yield break;
        }

        var mark = points.IsUnsorted ? Language.Say(" (chưa phân mục)", " (not sorted)") : "";
        yield return Language.Say($"  Báo cáo tuần{mark}:", $"  Weekly report{mark}:");
        yield return Language.Say("    Kết quả: ", "    Results: ") + CleanText.OneLine(points.Results);
        if (points.IsUnsorted)
            yield break;
        yield return Language.Say("    Khó khăn, vướng mắc: ", "    Difficulties: ") + CleanText.OneLine(points.Difficulties);
        yield return Language.Say("    Đề xuất, kiến nghị: ", "    Proposals: ") + CleanText.OneLine(points.Proposals);
        yield return Language.Say("    Nhiệm vụ tuần tới: ", "    Next week: ") + CleanText.OneLine(points.NextWeek);
    }

    private static string Said(Statement said)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{said.Number}");
        var share = said.Of is null ? $"{number}{(said.Unit is "%" ? "%" : $" {said.Unit}")}"
            : string.Create(CultureInfo.InvariantCulture, $"{number}/{said.Of} {said.Unit}");
        var until = said.Day is { } day ? Language.Say($" đến {Language.Say(day)}", $" until {Language.Say(day)}")
            : said.Number is not null ? Language.Say($" thêm {share}", $" by {share}")
            : said.Impossible is { } no ? Language.Say($" đến “{no}”, ngày không có thật", $" until “{no}”, which is no day")
            : "";
        var what = said.What switch
        {
            StatementKind.Unsure => Language.Say("chưa rõ, cần người xem", "unsure; a person must see it"),
            StatementKind.Done => Language.Say("báo đã hoàn thành", "reported done"),
            StatementKind.NotDone => Language.Say("báo chưa hoàn thành", "said to be not done"),
            StatementKind.InProgress => Language.Say("đang làm", "going on"),
            StatementKind.Progress => Language.Say($"đạt {share}", $"at {share}"),
            StatementKind.Extension => Language.Say($"xin lùi hạn{until}", $"more time is asked for{until}"),
            _ => Language.Say("có vướng mắc", "something is in its way"),
        };
        var code = said.Assignment ?? Language.Say("(không rõ nhiệm vụ)", "(no assignment named)");
        return $"{code}: {what.TrimEnd()} – “{CleanText.OneLine(said.Quote).Abbreviated(100)}”";
    }
}
