namespace CamHa.Scheduler.Campaigns;

public sealed record Addressee(string Address, string Name, RecipientRole Role);

public enum RecipientRole
{
    To,
    Cc,
}
