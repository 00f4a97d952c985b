namespace CamHa.Scheduler.Campaigns;

/// <summary>Somebody a mail goes to.</summary>
public sealed record Addressee(string Address, string Name, RecipientRole Role);

public enum RecipientRole
{
    To,
    Cc,
}
