using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>Entries of the record of changes in words, in the language in use.</summary>
internal static class EntryWords
{
    /// <summary>A value as people are shown it; empty for none.</summary>
    public static string Value(ChangeEntry entry, string? value, CampaignClock clock)
    {
        var kind = RowShapes.KindOf(entry.Thing.Kind, entry.Field);
        return string.IsNullOrEmpty(value) ? "" : kind switch
        {
            FieldKind.Flag => value == "1" ? Language.Say("có", "yes") : Language.Say("không", "no"),
            FieldKind.Choice => ChoiceWord(entry, value),
            _ => FieldText.Say(kind, value, clock),
        };
    }

    private static string ChoiceWord(ChangeEntry entry, string value)
    {
        if (entry.Thing.Kind == ThingKind.Extension)
            return Language.Say(Word(FieldText.ChoiceOf<ExtensionOutcome>(value)), value);
        Enum choice = entry.Thing.Kind switch
        {
            ThingKind.Unit => FieldText.ChoiceOf<UnitRole>(value),
            ThingKind.Contact => FieldText.ChoiceOf<RecipientRole>(value),
            ThingKind.Part => FieldText.ChoiceOf<PartKind>(value),
            ThingKind.Submission => FieldText.ChoiceOf<SubmissionChannel>(value),
            _ => FieldText.ChoiceOf<DayKind>(value),
        };
        return Language.Say(PlanSheets.WordsOf(choice)[0], value);
    }

    public static string Field(ChangeEntry entry)
    {
        if (entry.Thing.Kind == ThingKind.Part)
            return Language.Say("phân công", "part");
        if (entry.Thing.Kind == ThingKind.DoneReport)
            return Language.Say(FieldOfReport(entry.Field), entry.Field);
        if (entry.Thing.Kind == ThingKind.ClosedAddress)
            return Language.Say(entry.Field == "reply" ? "máy chủ thư trả lời" : "đóng lúc", entry.Field);
        if (entry.Thing.Kind == ThingKind.Extension)
            return Language.Say(FieldOfExtension(entry.Field), entry.Field);
        if (entry is { Thing.Kind: ThingKind.Unit, Field: ChangeEntry.Link })
            return Language.Say("liên kết trả lời, lần cấp", entry.Field);
        var sheet = PlanSheets.Of(FileOf(entry.Thing.Kind));
        return Language.Say(sheet.Heading(entry.Field).ToLowerInvariant(), entry.Field);
    }

    // Neither a file nor a sheet has them.
    private static string FieldOfReport(string field) => field switch
    {
        "reported_at" => "báo lúc",
        "reported_by" => "người báo",
        "returned_at" => "trả lại lúc",
        "return_reason" => "lý do trả lại",
        _ => "nội dung",
    };

    private static string FieldOfExtension(string field) => field switch
    {
        "asked_for" => "xin lùi đến",
        "due" => "thời hạn lúc xin",
        "asked_by" => "người xin",
        "source" => "nguồn",
        "closed_at" => "khép lại lúc",
        "outcome" => "kết quả",
        "answer" => "lý do không lùi",
        _ => "lý do xin",
    };

    private static string Word(ExtensionOutcome outcome) => outcome switch
    {
        ExtensionOutcome.Approved => "đồng ý",
        ExtensionOutcome.Refused => "không đồng ý",
        ExtensionOutcome.Replaced => "có đề nghị mới thay",
        _ => "không còn cần",
    };

    private static string FileOf(ThingKind kind) => kind switch
    {
        ThingKind.Campaign => RowShapes.Campaign.File,
        ThingKind.Unit => RowShapes.Units.File,
        ThingKind.Contact => RowShapes.Contacts.File,
        ThingKind.Submission => RowShapes.Submissions.File,
        ThingKind.Progress => RowShapes.Progress.File,
        ThingKind.Exemption => RowShapes.Exemptions.File,
        ThingKind.Day => RowShapes.Calendar.File,
        _ => RowShapes.Assignments.File,
    };

    public static string Kind(ThingKind kind) => kind switch
    {
        ThingKind.Campaign => Language.Say("Kế hoạch", "Campaign"),
        ThingKind.Unit => Language.Say("Đơn vị", "Unit"),
        ThingKind.Contact => Language.Say("Đầu mối", "Contact"),
        ThingKind.ClosedAddress => Language.Say("Địa chỉ bị đóng", "Closed address"),
        ThingKind.Assignment => Language.Say("Nhiệm vụ", "Assignment"),
        ThingKind.Part => Language.Say("Phân công", "Part"),
        ThingKind.Progress => Language.Say("Tiến độ", "Progress"),
        ThingKind.DoneReport => Language.Say("Báo hoàn thành", "Report of completion"),
        ThingKind.Extension => Language.Say("Đề nghị lùi hạn", "Request for more time"),
        ThingKind.Submission => Language.Say("Báo cáo tuần", "Submission"),
        ThingKind.Exemption => Language.Say("Miễn báo cáo", "Exemption"),
        _ => Language.Say("Lịch nghỉ", "Calendar"),
    };

    public static string Way(ChangeWay way) => way switch
    {
        ChangeWay.Import => Language.Say("nạp tệp", "import"),
        ChangeWay.Desk => Language.Say("trang", "desk"),
        ChangeWay.Mail => Language.Say("thư", "mail"),
        ChangeWay.Link => Language.Say("đường dẫn", "link"),
        _ => Language.Say("dòng lệnh", "console"),
    };
}
