using System.Text;
using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Import;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;

namespace CamHa.Scheduler.Tests.Import;

/// <summary>A database with the plan of 2022 in it, and a folder to import from.</summary>
internal sealed class PlanFolder : IAsyncDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private TestDatabase _own = null!;
    private Database _database = null!;
    private Importer _importer = null!;

    /// <param name="isEmpty">Whether the database has no plan.</param>
    public static async Task<PlanFolder> CreateAsync(bool isEmpty = false)
    {
        var plan = new PlanFolder { _own = await TestDatabase.CreateAsync() };
        plan._database = plan._own.Open(plan._folder);
        await new SchemaMigration(plan._database).ApplyAsync(Token);
        plan._importer = new(plan._database, new CampaignClock(TimeProvider.System, CampaignClock.FindZone("Asia/Ho_Chi_Minh")));
        if (!isEmpty)
            Assert.Empty((await plan._importer.ImportAsync(ImportSource.Demo, isDryRun: false, Token)).Errors);
        Directory.CreateDirectory(plan.Files);
        return plan;
    }

    public string Files => Path.Combine(_folder, "plan");

    /// <summary>The folder holds these files and no others.</summary>
    public PlanFolder With(params (string Name, string Content)[] files) =>
        With([.. files.Select(file => (file.Name, new UTF8Encoding(false).GetBytes(file.Content)))]);

    public PlanFolder With(params (string Name, byte[] Content)[] files)
    {
        foreach (var old in Directory.GetFiles(Files))
            File.Delete(old);
        foreach (var (name, content) in files)
            File.WriteAllBytes(Path.Combine(Files, name), content);
        return this;
    }

    public Task<ImportResult> ImportAsync(ImportWish? wish = null) =>
        _importer.ImportAsync(ImportSource.Folder(Files), wish ?? new(), Token);

    /// <summary>An import of a workbook; <see cref="With(ValueTuple{string, byte[]}[])"/> has put it into the folder.</summary>
    public Task<ImportResult> ImportWorkbookAsync(string name = "PLAN.xlsx", ImportWish? wish = null) =>
        _importer.ImportAsync(ImportSource.Workbook(Path.Combine(Files, name)), wish ?? new(), Token);

    /// <summary>The faults of an import.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync() => [.. (await ImportAsync()).Errors.Select(error => error.ToString())];

    /// <summary>The one file's changes, where there is no fault.</summary>
    public async Task<FileChanges> ChangesAsync(ImportWish? wish = null)
    {
        var result = await ImportAsync(wish);
        Assert.Empty(result.Errors);
        return Assert.Single(result.Files);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var session = await _database.OpenAsync(Token);
        return await session.Connection.ExecuteScalarAsync<long>(TestDatabase.Fit(sql, _database.Dialect));
    }

    /// <summary>The rows of a statement, each as one line.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var session = await _database.OpenAsync(Token);
        var rows = await session.Connection.QueryAsync(TestDatabase.Fit(sql, _database.Dialect));
        return [.. rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values))];
    }

    public async ValueTask DisposeAsync()
    {
        await _own.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
