namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>
/// How many mails of one address are applied in a day: whoever sends ten thousand fills neither the plan nor its record, and delays
/// nobody else. What is beyond is kept, and waits for a person.
/// </summary>
internal sealed class SenderLimit
{
    public const int MostADay = 200;

    private readonly Dictionary<string, int> _mails = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset _since;

    /// <param name="sender">The address in From.</param>
    /// <param name="now">The moment.</param>
    public bool MayApply(string sender, DateTimeOffset now)
    {
        if (now - _since >= TimeSpan.FromDays(1) || now < _since)
        {
            _mails.Clear();
            _since = now;
        }

        return (_mails[sender] = _mails.GetValueOrDefault(sender) + 1) <= MostADay;
    }
}
