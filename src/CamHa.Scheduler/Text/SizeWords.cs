using System.Globalization;

namespace CamHa.Scheduler.Text;

/// <summary>How large something is, as people read it.</summary>
public static class SizeWords
{
    /// <summary>Such as <c>820 byte</c>, <c>37 KB</c>, <c>2,4 MB</c>.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{(bytes + 500) / 1000} KB"),
        _ => $"{(bytes / 1_000_000m).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',')} MB",
    };
}
