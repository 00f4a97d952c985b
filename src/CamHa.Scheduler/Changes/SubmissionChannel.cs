using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>How a submission came.</summary>
public enum SubmissionChannel
{
    Mail,
    Link,
    Zalo,
    Phone,
    Paper,

    /// <summary>With a file that does not say how.</summary>
    Import,
}

/// <summary>The words that people write for a channel.</summary>
internal static class ChannelWords
{
    /// <summary>What is asked for, in one word each.</summary>
    public static IEnumerable<string> Known => Enum.GetValues<SubmissionChannel>().Select(each => FieldText.Of(each));

    /// <summary>The channel by its name or a word for it, in any spelling; null where there is none of it.</summary>
    public static SubmissionChannel? Read(string text)
    {
        var folded = FoldKey.Of(text);
        foreach (var channel in Enum.GetValues<SubmissionChannel>())
        {
            if (FieldText.Of(channel) == folded || PlanSheets.WordsOf(channel).Any(word => FoldKey.Of(word) == folded))
                return channel;
        }

        return null;
    }
}
