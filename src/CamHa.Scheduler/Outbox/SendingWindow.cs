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

    public int Next(SendQueue queue, IReadOnlyList<Ended> ended)
    {
        if (ended.Any(end => end.Attempt is null))
            _size = Math.Min(Math.Max(sessions, _size / 2), most);
        else if (ended.Count > 0 && queue.Waiting == 0)
            _size = Math.Min(_size * 2, most);
        return Math.Max(0, _size - queue.UnderWay);
    }
}
