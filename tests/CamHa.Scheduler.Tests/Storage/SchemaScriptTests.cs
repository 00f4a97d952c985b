using System.Diagnostics;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CamHa.Scheduler.Tests.Storage;

/// <summary>What <c>camha init --script</c> prints. For SQLite it is run here; for SQL Server read by Microsoft's parser.</summary>
public sealed class SchemaScriptTests : IDisposable
{
    private static readonly IReadOnlyList<string> Scripts = new SchemaMigration(new SqliteDatabase(new() { File = "unused.db" })).Scripts;
    private static readonly string Newest = Scripts[^1];
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private readonly SqlServerDatabase _server = new(new() { ConnectionString = "Server=nowhere.invalid;Database=CamHa" });

    private string File => Path.Combine(_folder, "camha.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_made_by_hand_is_the_one_the_service_makes_and_up_to_date()
    {
        Execute(File, SqliteText());
        var byHand = new SqliteDatabase(new() { File = File });
        Assert.Empty(await new SchemaMigration(byHand).ApplyAsync(Service.Token));

        var other = Path.Combine(_folder, "other.db");
        await new SchemaMigration(new SqliteDatabase(new() { File = other })).ApplyAsync(Service.Token);
        Assert.Equal(Objects(other), Objects(File));
        Assert.Equal("wal", Scalar(File, "PRAGMA journal_mode"));
    }

    [Fact]
    public void A_script_run_twice_changes_nothing()
    {
        Execute(File, SqliteText());
        Execute(File, "INSERT INTO JobRun (Id, Job, Host, StartedAt, Outcome) VALUES ('1', 'x', 'x', '', 'Running')");
        Assert.Throws<SqliteException>(() => Execute(File, SqliteText()));
        Assert.Equal((long)Scripts.Count, Scalar(File, "SELECT COUNT(*) FROM SchemaVersion"));
        Assert.Equal(1L, Scalar(File, "SELECT COUNT(*) FROM JobRun"));
    }

    [Fact]
    public async Task Also_in_a_shell_that_goes_on_after_an_error_nothing_is_changed_and_the_reason_is_told()
    {
        Execute(File, SqliteText());
        Execute(File, "INSERT INTO TransportFault VALUES ('m', 't', 'r', '', '')");
        var (said, before) = (await ShellAsync(SqliteText()), Objects(File));
        Assert.Contains($"{Newest} was applied before: nothing is changed.", said, StringComparison.Ordinal);
        Assert.Equal(before, Objects(File));
        Assert.Equal((long)Scripts.Count, Scalar(File, "SELECT COUNT(*) FROM SchemaVersion"));
        Assert.Equal(1L, Scalar(File, "SELECT COUNT(*) FROM TransportFault"));
    }

    [Fact]
    public async Task A_table_made_by_hand_is_told_and_nothing_is_built_around_it()
    {
        Execute(File, "CREATE TABLE Unit (Name TEXT)");
        Assert.Contains(
            "Unit is there, but SchemaVersion knows nothing of schema/sqlite/0001-initial.sql: it was made by hand.",
            await ShellAsync(SqliteText()),
            StringComparison.Ordinal);
        Assert.Equal(0L, Scalar(File, "SELECT COUNT(*) FROM SchemaVersion"));
        Assert.Equal(0L, Scalar(File, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Campaign'"));
    }

    [Fact]
    public void Only_what_is_asked_for_is_written()
    {
        var database = new SqliteDatabase(new() { File = File });
        var text = new SchemaScript(database, new(database)).Write([Newest]);
        Assert.Contains($"-- {Newest}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0003", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_servers_script_holds_every_script_unchanged_in_order_each_with_its_journal_row()
    {
        var migration = new SchemaMigration(_server);
        var text = new SchemaScript(_server, migration).Write(migration.Scripts);
        var inner = new Literals();
        Parse(text).Accept(inner);
        // What is executed is what lies in the folder, quotes and all.
        var files = Repository.Files("sql/schema/sqlserver", "*.sql").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            files.SelectMany(
                file => System.IO.File.ReadAllText(file).ReplaceLineEndings("\n").Split("\nGO\n")).Select(batch => batch.Trim()),
            inner.Texts.Select(batch => batch.Trim()));
        Assert.All(inner.Texts, batch => Parse(batch));
        Assert.Equal(migration.Scripts, inner.Journal);
        Assert.All(text, character => Assert.True(character < 128));
    }

    [Fact]
    public void The_servers_script_tells_a_table_that_is_there_too_early_and_a_script_that_is_missing()
    {
        var text = new SchemaScript(_server, new(_server)).Write(new SchemaMigration(_server).Scripts);
        Assert.Contains("(N'dbo.Installation')) AS Made (Name) WHERE OBJECT_ID(Name) IS NOT NULL)", text, StringComparison.Ordinal);
        Assert.Contains(
            "THROW 50002, N'schema/sqlserver/0002-delivery.sql comes after schema/sqlserver/0001-initial.sql, which has not been applied. "
                + "Nothing was changed.', 1;",
            text,
            StringComparison.Ordinal);
        // Dropped and made again by its script: it is there, and rightly so.
        Assert.DoesNotContain("(VALUES (N'dbo.WeeklyReportFile'))", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Quartzs_own_statements_make_its_tables_in_a_schema_of_their_own_and_only_where_they_are_missing()
    {
        var statements = QuartzSchema.Statements(new SqlText(Dialect.SqlServer));
        Assert.Equal("IF SCHEMA_ID(N'quartz') IS NULL EXEC (N'CREATE SCHEMA quartz');", statements[0]);
        Parse(SqlServerScript.Batches("Quartz", statements));
        Assert.All(statements, statement => Assert.Contains("IF ", statement, StringComparison.Ordinal));
        Assert.Equal(15, statements.Count(statement => statement.Contains("CREATE TABLE quartz.QRTZ_", StringComparison.Ordinal)));
        Assert.DoesNotContain(statements, statement => statement.Contains('{', StringComparison.Ordinal));
        // Names of constraints and indexes carry no schema.
        Assert.Contains(statements, statement => statement.Contains("CONSTRAINT PK_QRTZ_LOCKS PRIMARY KEY", StringComparison.Ordinal));
    }

    private static TSqlFragment Parse(string text)
    {
        using var reader = new StringReader(text);
        var fragment = new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, string.Join("; ", errors.Select(error => $"line {error.Line}: {error.Message}")));
        return fragment;
    }

    private static List<string> Objects(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master "
            + "WHERE name NOT LIKE '%SchemaVersion%' ORDER BY name";
        using var reader = command.ExecuteReader();
        var objects = new List<string>();
        while (reader.Read())
            objects.Add(reader.GetString(0).Trim());
        return objects;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        // Result by result: a failure after the first is not told otherwise.
        using var reader = command.ExecuteReader();
        while (reader.NextResult())
        {
        }
    }

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private string SqliteText()
    {
        var database = new SqliteDatabase(new() { File = File });
        return new SchemaScript(database, new(database)).Write(new SchemaMigration(database).Scripts);
    }

    private async Task<string> ShellAsync(string sql)
    {
        Process shell;
        try
        {
            shell = Process.Start(new ProcessStartInfo("sqlite3", File)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("The sqlite3 shell is not installed.");
            throw;
        }

        using (shell)
        {
            var said = shell.StandardOutput.ReadToEndAsync(Service.Token);
            var errors = shell.StandardError.ReadToEndAsync(Service.Token);
            await shell.StandardInput.WriteAsync(sql);
            shell.StandardInput.Close();
            return await said + await errors;
        }
    }

    private sealed class Literals : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        public List<string> Journal { get; } = [];

        public override void Visit(ExecutableStringList node) =>
            Texts.AddRange(node.Strings.OfType<StringLiteral>().Select(literal => literal.Value));

        public override void Visit(InsertSpecification node) =>
            Journal.Add(((StringLiteral)((ValuesInsertSource)node.InsertSource).RowValues[0].ColumnValues[0]).Value);
    }
}
