using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Import.Layouts;

/// <summary>
/// Guesses what tables hold that are not in our form, and remembers what a person has said of them, and which code each row got.
/// </summary>
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
                return new GuessedFile(plan, null) { Faults = faults };
            var kept = await session.ScalarAsync<string?>("layouts/map", new { data.CampaignId, LayoutKey = layout }, token);
            var codes = plan.Units.Select(unit => unit.Code).ToList();
            // A unit that has gone since is no fault: its texts are asked for again.
            var remembered = kept is null ? LayoutMap.Nothing : LayoutMapFile.Read(Encoding.UTF8.GetBytes(kept), codes, []);
            // Tables without headings are not one another's layout: which column is what is asked of each.
            if (layout == LayoutReader.Bare)
                remembered = remembered with { Columns = LayoutMap.Nothing.Columns };
            var now = said is null ? LayoutMap.Nothing : LayoutMapFile.Read(said, codes, faults);
            if (now.Layout.Length > 0 && now.Layout != layout)
                faults.Add(LayoutWords.OtherLayout);
            var map = now.Over(remembered) with
            {
                Layout = layout,
                File = file.Mark,
                // Places mean something in their own file only.
                Rows = now.File.Length == 0 || now.File == file.Mark ? now.Rows : LayoutMap.Nothing.Rows,
            };
            return new GuessedFile(plan, LayoutReader.Read(file.Grids, plan, map))
            {
                Map = map,
                Remembered = kept is null || layout == LayoutReader.Bare ? null : remembered,
                Faults = faults,
            };
        },
        token);

    /// <summary>Remembers what was imported, for the next file of its layout.</summary>
    public Task RememberAsync(LayoutFile file, GuessedFile guessed, CancellationToken token) => database.WorkAsync(
        async session =>
        {
            var data = await PlanData.OfCampaignAsync(session, guessed.Campaign, token);
            var map = guessed.ToRemember(LayoutReader.Read(file.Grids, guessed.Plan, new() { Columns = guessed.Map.Columns })!.Guess);
            var parameters = new
            {
                data.CampaignId,
                LayoutKey = map.Layout,
                Map = Encoding.UTF8.GetString(LayoutMapFile.Write(map)),
                SavedAt = clock.Now,
            };
            if (await session.ExecuteAsync("layouts/update", parameters, token) == 0)
                await session.ExecuteAsync("layouts/insert", parameters, token);
            return true;
        },
        token);
}
