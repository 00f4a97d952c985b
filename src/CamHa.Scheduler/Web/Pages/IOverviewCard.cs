using CamHa.Scheduler.Accounts;

namespace CamHa.Scheduler.Web.Pages;

/// <summary>What stands at the top of the first page while there is something to be done about it.</summary>
public interface IOverviewCard
{
    /// <returns>The card; empty for nothing.</returns>
    Task<Html> ShowAsync(SignedIn who, CancellationToken token);
}
