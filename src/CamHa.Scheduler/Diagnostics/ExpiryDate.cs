namespace CamHa.Scheduler.Diagnostics;

/// <summary>Gives the days on which passwords, secrets and certificates of one part of the service expire.</summary>
public interface IExpiryDates
{
    IEnumerable<ExpiryDate> Dates { get; }
}

/// <summary>The day on which something expires, with the words for it.</summary>
/// <param name="Key">Names the problem when it expires soon: <c>expiry/password</c>.</param>
/// <param name="What">What expires, in English: <c>OAuth:ClientSecret</c>.</param>
/// <param name="Title">What expires, in the clerk's words.</param>
/// <param name="Remedy">What to do about it, in the clerk's words.</param>
/// <param name="EndsOn">Its last day; null if that is not known.</param>
public sealed record ExpiryDate(string Key, string What, string Title, string Remedy, DateOnly? EndsOn)
{
    /// <summary>Whether it belongs to this machine alone.</summary>
    public bool IsOfMachine { get; init; }

    /// <summary>Whether people are told when it has been renewed.</summary>
    public bool TellsOver { get; init; } = true;
}
