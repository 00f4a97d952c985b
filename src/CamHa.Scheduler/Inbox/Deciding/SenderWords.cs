namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>What is said of who wrote a mail.</summary>
internal static class SenderWords
{
    /// <summary>What is said of a code that is none of ours, or another mail's.</summary>
    public const string Guessed = "Mã ghi trong thư không phải của thư nào đã gửi, nên bỏ qua.";

    private const string Stranger = "Địa chỉ gửi không có trong danh sách đầu mối";

    public static string Of(SenderLevel level) => level switch
    {
        SenderLevel.Proven => "Trả lời đúng thư đã gửi đến địa chỉ này.",
        SenderLevel.Verified => "Máy chủ thư xác nhận thư đến từ địa chỉ của đơn vị.",
        SenderLevel.Claimed => "Thư ghi địa chỉ của đơn vị; máy chủ thư không xác nhận được.",
        SenderLevel.Forged => "Máy chủ thư cho biết thư không đến từ địa chỉ ghi trong thư.",
        _ => $"{Stranger}.",
    };

    public static string StrangerWhoAnswers(string recipient) => $"{Stranger}; thư này trả lời thư đã gửi đến {recipient}.";
}
