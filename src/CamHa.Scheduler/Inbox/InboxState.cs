using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>What has become of a mail that came in.</summary>
public enum InboxState
{
    /// <summary>Kept, and not decided yet.</summary>
    New,

    /// <summary>What it says is in the plan, with its entry in the record of changes.</summary>
    Applied,

    /// <summary>Ours, and the rules find nothing in it to apply.</summary>
    Acknowledged,

    /// <summary>A person has seen that there is nothing in it to apply.</summary>
    Ignored,

    /// <summary>A person has asked its sender what is meant; the answer comes as a mail of its own.</summary>
    Asked,

    /// <summary>Waits for a person.</summary>
    Triage,

    /// <summary>Of a machine: a vacation note, a receipt.</summary>
    Automatic,

    /// <summary>A mail of ours came back.</summary>
    Bounce,

    /// <summary>Nothing of ours: only that it was seen is kept.</summary>
    Foreign,

    /// <summary>Could not be read; tried again.</summary>
    Failed,
}

internal static class InboxStateWords
{
    public static string Word(this InboxState state) => state switch
    {
        InboxState.New => Language.Say("mới nhận", "new"),
        InboxState.Applied => Language.Say("đã ghi nhận", "applied"),
        InboxState.Acknowledged => Language.Say("không có gì để ghi", "nothing to apply"),
        InboxState.Ignored => Language.Say("đã xem, bỏ qua", "ignored"),
        InboxState.Asked => Language.Say("đã hỏi lại", "asked"),
        InboxState.Triage => Language.Say("chờ người xem", "waits for a person"),
        InboxState.Automatic => Language.Say("thư tự động", "automatic"),
        InboxState.Bounce => Language.Say("thư bị trả về", "returned"),
        InboxState.Foreign => Language.Say("không liên quan", "nothing of ours"),
        _ => Language.Say("chưa đọc được", "failed"),
    };
}
