namespace CamHa.Scheduler.Campaigns;

/// <summary>What a unit's part in an assignment is; kept in the database by these names.</summary>
public enum PartKind
{
    Lead,
    Support,
}

/// <summary>The word a reader sees for a kind of part.</summary>
public static class PartWords
{
    public static string Word(this PartKind part) => part == PartKind.Lead ? "chủ trì" : "phối hợp";
}
