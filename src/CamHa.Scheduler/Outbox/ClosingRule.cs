namespace CamHa.Scheduler.Outbox;

/// <summary>When an address that is said to be dead gets no more mail: at one word of a server, or two mails that came back.</summary>
internal static class ClosingRule
{
    private const int Returned = 2;

    /// <summary>What is older counts no more.</summary>
    public static TimeSpan Within { get; } = TimeSpan.FromDays(7);

    /// <param name="lately">What was said of one address within that time, each by itself saying that it is dead.</param>
    public static bool Closes(IReadOnlyCollection<DeliveryFailure> lately) =>
        lately.Any(each => each.Way == FailureWay.Smtp)
        || lately.Where(each => each.Way == FailureWay.Mail).Select(each => each.OutboxMessageId).Distinct().Count() >= Returned;
}
