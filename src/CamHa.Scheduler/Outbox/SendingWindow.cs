namespace CamHa.Scheduler.Outbox;

/// <summary>
/// How much is claimed ahead: little at first, twice as much whenever the queue ran empty, half as much whenever a message
/// waited in it so long that its data must be checked again.
/// </summary>
/// <param name="sessions">How many mails are sent at once.</param>
/// <param name="most">The upper bound.</param>
internal sealed class SendingWindow(int sessions, int most)
{
    private int _size = Math.Min(sessions * 2, most);

    /// <param name="underWay">Messages that wait to be rendered or sent, or are being sent.</param>
    /// <param name="isDry">Whether none of them waits for a session.</param>
    /// <param name="ended">What has ended since the last question.</param>
    /// <returns>How many to claim.</returns>
    public int Next(int underWay, bool isDry, IReadOnlyList<Ended> ended)
    {
        if (ended.Any(end => end.Attempt is null))
            _size = Math.Min(Math.Max(sessions, _size / 2), most);
        else if (ended.Count > 0 && isDry)
            _size = Math.Min(_size * 2, most);
        return Math.Max(0, _size - underWay);
    }
}
