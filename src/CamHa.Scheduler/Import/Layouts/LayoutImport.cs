using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>Guesses what tables hold that are not in our form, and remembers what a person has said of them.</summary>
internal sealed class LayoutImport(Database database, CampaignClock clock)
{
    /// <summary>What a file's tables are taken for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="campaign">The campaign's code; null for the only one.</param>
    /// <param name="said">What a person says of them now; null for what is remembered, if anything is.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="ChangeRefusedException">There is no campaign of this code, or not exactly one.</exception>
    public Task<GuessedFile> GuessAsync(LayoutFile file, string? campaign, byte[]? said, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            var data = await PlanData.OfCampaignAsync(session, campaign, token);
            var plan = LayoutPlan.Of(data);
            var faults = new List<string>();
            if (LayoutReader.LayoutOf(file.Grids) is not { } layout)
                return new GuessedFile(data.Campaign!.Code, null) { Faults = faults };
            var kept = await session.ScalarAsync<string?>("layouts/map", new { data.CampaignId, LayoutKey = layout }, token);
            var codes = plan.Units.Select(unit => unit.Code).ToList();
            // A unit that has gone since is no fault: its texts are asked for again.
            var remembered = kept is null ? LayoutMap.Nothing : LayoutMapFile.Read(Encoding.UTF8.GetBytes(kept), codes, []);
            var map = said is null ? remembered : LayoutMapFile.Read(said, codes, faults);
            return new GuessedFile(data.Campaign!.Code, LayoutReader.Read(file.Grids, plan, map))
            {
                Map = map,
                IsRemembered = kept is not null,
                Faults = faults,
            };
        },
        token);

    /// <summary>Remembers what was confirmed, for the next file of its layout; what would be guessed anyway is left out.</summary>
    public Task RememberAsync(LayoutFile file, GuessedFile guessed, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            var data = await PlanData.OfCampaignAsync(session, guessed.Campaign, token);
            var guess = guessed.Reading!.Guess;
            var plain = LayoutReader.Read(file.Grids, LayoutPlan.Of(data), new() { Columns = guessed.Map.Columns })!.Guess;
            var parameters = new
            {
                data.CampaignId,
                LayoutKey = guess.Layout,
                Map = Encoding.UTF8.GetString(LayoutMapFile.Write(guess.Without(plain))),
                SavedAt = clock.Now,
            };
            if (await session.ExecuteAsync("layouts/update", parameters, token) == 0)
                await session.ExecuteAsync("layouts/insert", parameters, token);
            return true;
        },
        token);
}

/// <summary>What a file's tables are taken for.</summary>
/// <param name="Campaign">The campaign's code.</param>
/// <param name="Reading">Null where none of them can hold assignments.</param>
internal sealed record GuessedFile(string Campaign, LayoutReading? Reading)
{
    /// <summary>What a person has said.</summary>
    public LayoutMap Map { get; init; } = LayoutMap.Nothing;

    /// <summary>Whether the layout was confirmed before.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>What is wrong with what a person says now.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
