namespace CamHa.Scheduler.Outbox;

/// <summary>How large the next form of a mail may be that a server has refused for its size.</summary>
internal static class SmallerFormRule
{
    /// <summary>A server that takes no mail of this many bytes takes none that says anything.</summary>
    public const int Smallest = 16 * 1024;

    /// <param name="refused">The bytes of the form that was refused.</param>
    /// <param name="most">What that form was meant to weigh at most; null for whatever it weighs.</param>
    /// <param name="takes">What the server says it takes; 0 where it does not say.</param>
    /// <returns>Null where the mail cannot be made smaller.</returns>
    public static int? Next(int refused, int? most, long takes)
    {
        // Larger than it was meant to be: there is no smaller form.
        if (refused > most || refused <= Smallest || takes is > 0 and < Smallest)
            return null;
        return takes > 0 && takes < refused ? (int)takes : Math.Max(refused / 2, Smallest);
    }
}
