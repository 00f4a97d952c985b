using System.Globalization;
using System.Runtime.InteropServices;

namespace CamHa.Scheduler.Benchmarks.Scale;

/// <summary>What a look, a claim and three dispatchers take where there are ten thousand communes. Each figure beside its goal.</summary>
internal sealed class ScaleFigures(Province province, string folder)
{
    private const int Rounds = 3;

    public static async Task RunAsync(int campaigns, string? keep)
    {
        var folder = keep is null ? Directory.CreateTempSubdirectory("camha-scale-").FullName : Directory.CreateDirectory(keep).FullName;
        try
        {
            await new ScaleFigures(new(campaigns), folder).RunAsync();
        }
        finally
        {
            if (keep is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync()
    {
        var seed = await SeedAsync();
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, {seed.Database.Dialect}");
        Console.WriteLine(
            $"{province.Campaigns:N0} campaigns, {province.Campaigns * Province.Units:N0} units, "
                + $"{province.Campaigns * Province.Assignments:N0} assignments");
        Console.WriteLine();
        Console.WriteLine("| what | goal | measured |");
        Console.WriteLine("|---|---|---|");
        var looked = await LooksAsync(seed);
        await DispatchersAsync(looked);
        await CommuneAsync(seed);
        await ClaimsAsync(seed);
    }

    private static async Task<ScaleStore> LooksAsync(ScaleStore seed)
    {
        var (looks, bare, looked) = (new List<Dictionary<string, double>>(), new List<Dictionary<string, double>>(), seed);
        for (var round = 0; round < Rounds; round++)
        {
            looked = await seed.FreshAsync("looked.db");
            looks.Add(await Child.RunAsync("scale-look", looked.Location));
            bare.Add(await Child.RunAsync("scale-bare", looked.Location, seed.Location));
        }

        double Of(List<Dictionary<string, double>> runs, string figure) => Child.Median(runs.ConvertAll(each => each[figure]));
        string Both(
            List<Dictionary<string, double>> runs,
            string name) => FormattableString.Invariant($"{Spread(runs, name + "_s")} s, {Of(runs, name + "_cpu_s"):0.00} of processor");
        Row(
            "the same rows read by one SELECT each, and the same written in bulk",
            "reference",
            $"{Both(bare, "bare")}, reading {Of(bare, "read_s"):0.00} s");
        var (clock, processor) = (Of(looks, "first_s") / Of(bare, "bare_s"), Of(looks, "first_cpu_s") / Of(bare, "bare_cpu_s"));
        var (notices, mails) = (looks[0]["notices"], looks[0]["messages"]);
        Row(
            "a deadline look over all of it",
            "≤ 2 × the reference",
            $"**{clock:0.00} ×** (of processor {processor:0.00}): {Both(looks, "first")}; {notices:N0} notices in {mails:N0} mails");
        Row("resident, at most", "≤ 250 MB", $"{looks.Max(each => each["peak_mb"]):0} MB");
        Row(
            "a second look with nothing new",
            "≤ 0.2 × the first",
            $"**{Of(looks, "second_s") / Of(looks, "first_s"):0.00} ×**: {Both(looks, "second")}");
        // Where there is only one database, the last of the bare statements have left in it what a look would have.
        return looked;
    }

    private static async Task DispatchersAsync(ScaleStore looked)
    {
        var done = await new ThreeDispatchers(looked).RunAsync();
        var times = done.Three / done.One;
        Row(
            "three dispatchers against one, the same outbox",
            "no duplicate, not slower",
            $"**{times:0.00} ×**: {done.Three:N0} mails/s against {done.One:N0}; {done.Mails:N0} mails, {done.Duplicates} twice");
    }

    private async Task CommuneAsync(ScaleStore seed)
    {
        var store = await seed.FreshAsync("commune.db");
        var commune = await Child.RunAsync("scale-commune", store.Location, $"{province.Campaigns}");
        Row("a look for one commune among them, median", "≤ 20 ms", Milliseconds(commune));
    }

    private async Task ClaimsAsync(ScaleStore seed)
    {
        var history = province.Campaigns * (long)Province.History;
        var store = await HistoryAsync(seed);
        var claims = await Child.RunAsync("scale-claim", store.Location, $"{Math.Min(100, province.Campaigns * 3 / 100)}");
        Row($"claim of 100 behind {history:N0} finished messages, median", "≤ 5 ms", Milliseconds(claims));
    }

    private async Task<ScaleStore> SeedAsync()
    {
        if (ScaleStore.IsServer)
        {
            var server = new ScaleStore(ScaleStore.Server);
            await server.SeedAsync(province.Tables);
            return server;
        }

        return await KeptAsync($"{province.Campaigns}.db", store => store.SeedAsync(province.Tables));
    }

    // The past first and then a look, as it would be: what waits stands behind the past in every index.
    private async Task<ScaleStore> HistoryAsync(ScaleStore seed)
    {
        async Task WriteAsync(ScaleStore store)
        {
            await store.SeedAsync(province.Past);
            await Child.RunAsync("scale-look", store.Location);
        }

        if (!ScaleStore.IsServer)
            return await KeptAsync($"{province.Campaigns}-history.db", WriteAsync, seed);
        var server = await seed.FreshAsync("");
        await WriteAsync(server);
        return server;
    }

    // Named when it is whole, so that a run that was stopped leaves nothing to be taken for one.
    private async Task<ScaleStore> KeptAsync(string name, Func<ScaleStore, Task> writeAsync, ScaleStore? from = null)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            var part = from is null ? new(Path.Combine(folder, "part.db")) : await from.FreshAsync("part.db");
            if (from is null)
                File.Delete(part.Location);
            await writeAsync(part);
            await part.SettleAsync();
            File.Move(part.Location, file);
        }

        return new(file);
    }

    private static FormattableString Milliseconds(Dictionary<string, double> figures) =>
        $"{figures["median_ms"]:0.0} ms, {figures["cpu_ms"]:0.0} of processor, at most {figures["most_ms"]:0.0}";

    private static string Spread(List<Dictionary<string, double>> runs, string figure)
    {
        var values = runs.ConvertAll(each => each[figure]);
        return FormattableString.Invariant($"{Child.Median(values):0.00} ({values.Min():0.00}–{values.Max():0.00})");
    }

    private static void Row(
        string what,
        string goal,
        FormattableString measured) => Console.WriteLine($"| {what} | {goal} | {measured.ToString(CultureInfo.InvariantCulture)} |");
}
