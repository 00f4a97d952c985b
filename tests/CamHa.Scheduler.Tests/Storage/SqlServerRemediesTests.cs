using System.Reflection;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class SqlServerRemediesTests
{
    private readonly SqlServerDatabase _database = new(
        new() { ConnectionString = "Server=db.camha.example;Database=CamHa;User ID=camha;Password=hunter2" });

    [Theory]
    [InlineData(53, "Check the server's name and port")]
    [InlineData(11001, "Check the server's name and port")]
    [InlineData(10061, "Check the server's name and port")]
    [InlineData(18456, "Check user and password in Storage:ConnectionString")]
    [InlineData(4060, "Check Database in Storage:ConnectionString")]
    [InlineData(911, "Check Database in Storage:ConnectionString")]
    [InlineData(229, "sql/roles/service.sqlserver.sql")]
    [InlineData(230, "sql/roles/service.sqlserver.sql")]
    [InlineData(262, "camha_installer")]
    [InlineData(297, "sql/roles/service.sqlserver.sql")]
    [InlineData(300, "sql/roles/service.sqlserver.sql")]
    [InlineData(916, "sql/roles/service.sqlserver.sql")]
    [InlineData(207, "'camha doctor' names what is missing")]
    [InlineData(208, "'camha doctor' names what is missing")]
    [InlineData(9002, "back it up, or let it grow")]
    [InlineData(1101, "Free some space")]
    [InlineData(1105, "Free some space")]
    [InlineData(924, "SET MULTI_USER")]
    [InlineData(922, "offline, starting or being restored")]
    [InlineData(927, "offline, starting or being restored")]
    [InlineData(942, "offline, starting or being restored")]
    [InlineData(3906, "SET READ_WRITE")]
    [InlineData(3952, "ALLOW_SNAPSHOT_ISOLATION")]
    [InlineData(3958, "tempdb has no room")]
    [InlineData(-2146893019, "does not trust the server's certificate")]
    [InlineData(-2, "did not answer in time")]
    public void Every_fault_of_a_server_has_a_remedy(int number, string remedy)
    {
        var told = _database.Unreachable(Failure("Something is wrong.", number)).Message;
        Assert.StartsWith(
            "Storage:ConnectionString (SQL Server database CamHa on db.camha.example) cannot be used: Something is wrong. ",
            told,
            StringComparison.Ordinal);
        Assert.Contains(remedy, told, StringComparison.Ordinal);
        Assert.EndsWith(".", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2601)] // a unique index
    [InlineData(2627)] // a unique key
    [InlineData(3960)] // a snapshot that is out of date
    public void Who_was_not_first_looks_once_more(int number) => Assert.True(_database.IsDuplicate(Failure("Somebody was first.", number)));

    [Fact]
    public void No_fault_of_a_database_is_told_in_English_only()
    {
        Assert.All(SqlServerRemedies.Numbers, number =>
        {
            var told = _database.Unreachable(Failure("Something is wrong.", number)).Told();
            Assert.StartsWith(
                "Storage:ConnectionString: không dùng được SQL Server, cơ sở dữ liệu CamHa trên db.camha.example. ",
                told,
                StringComparison.Ordinal);
            Assert.EndsWith(". Chi tiết: Something is wrong.", told, StringComparison.Ordinal);
            Assert.True(SpokenLanguage.IsVietnamese(SqlServerRemedies.For(number)!.Vietnamese), $"{number}");
        });
        Assert.Equal("Báo người quản trị SQL Server. Chi tiết: Odd.", StorageFaults.InVietnamese(Failure("Odd.", 77777)));
        Assert.Equal(
            "Storage:File = '/data/camha.db': không dùng được tệp dữ liệu này. Một chương trình khác đang giữ tệp dữ liệu: đóng chương "
            + "trình đó rồi làm lại. Chi tiết: database is locked",
            new SqliteDatabase(new() { File = "/data/camha.db" }).Unreachable(new SqliteException("database is locked", 5)).Told());
    }

    [Fact]
    public void An_unknown_database_is_told_as_such_though_the_login_failed_with_it() =>
        Assert.Contains(
            "Check Database in Storage:ConnectionString: it must exist",
            StorageFaults.Says(Failure("Cannot open database", 4060, 18456)),
            StringComparison.Ordinal);

    [Fact]
    public void A_number_nobody_knows_sends_nobody_to_look_at_the_wrong_thing()
    {
        Assert.Equal("Odd. Give this message to whoever looks after the SQL Server.", StorageFaults.Says(Failure("Odd.", 77777)));
        Assert.Equal("Odd. Give this message to whoever looks after the service.", StorageFaults.Says(new SqliteException("Odd.", 21)));
    }

    [Theory]
    [InlineData("127.0.0.1,1")] // nobody listens
    [InlineData("nowhere.invalid")] // nobody has the name
    public async Task A_server_that_is_not_there_is_told_so_on_every_system(string server)
    {
        var database = new SqlServerDatabase(
            new() { ConnectionString = $"Server={server};Database=CamHa;User ID=a;Password=hunter2;Connect Timeout=2" });
        var failure = await Assert.ThrowsAsync<StorageException>(() => database.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Check the server's name and port in Storage:ConnectionString", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "no such column: SubmittedAt", "'camha doctor' names what is missing")]
    [InlineData(5, "database is locked", "Storage:BusyTimeoutSeconds")]
    [InlineData(13, "database or disk is full", "Free some space where the file lies")]
    public void A_fault_of_a_file_has_one_too(int code, string said, string remedy) =>
        Assert.Contains(remedy, StorageFaults.Says(new SqliteException(said, code)), StringComparison.Ordinal);

    // SQLITE_IOERR_SHMSIZE and SQLITE_IOERR_SHMMAP: the file beside the database cannot grow.
    [Theory]
    [InlineData(4874)]
    [InlineData(5386)]
    public void A_full_disk_that_looks_like_a_broken_one_costs_nobody_the_database(int extended)
    {
        var said = new SqliteDatabase(new() { File = "camha.db" }).Unreachable(new SqliteException("disk I/O error", 10, extended)).Message;
        Assert.Contains("Free some space", said, StringComparison.Ordinal);
        Assert.DoesNotContain("backup", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manual_lists_every_number()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "sql/README.md"));
        Assert.Empty(SqlServerRemedies.Numbers
            .Where(number => number > -100)
            .Where(number => !manual.Contains($" {Math.Abs(number)}", StringComparison.Ordinal)));
    }

    // Only the driver makes these; a test has to ask it by its private name.
    private static SqlException Failure(string message, params int[] numbers)
    {
        const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var make = typeof(SqlError).GetConstructors(hidden).OrderBy(each => each.GetParameters().Length).First();
        foreach (var number in numbers)
        {
            var arguments = make.GetParameters().Select(parameter => parameter.Name switch
            {
                "infoNumber" or "number" => (object)number,
                "errorMessage" or "message" => message,
                _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType)!,
                _ when parameter.ParameterType == typeof(string) => "",
                _ => null!,
            }).ToArray();
            typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(errors, [make.Invoke(arguments)]);
        }

        return (SqlException)typeof(SqlException).GetMethod(
            "CreateException", hidden, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, "13.0"])!;
    }
}
