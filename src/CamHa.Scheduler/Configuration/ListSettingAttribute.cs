namespace CamHa.Scheduler.Configuration;

/// <summary>A setting of several values in one text; a JSON list of them is taken as well.</summary>
/// <param name="separator">What stands between two values in the text.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSettingAttribute(char separator = ',') : Attribute
{
    public char Separator => separator;
}
