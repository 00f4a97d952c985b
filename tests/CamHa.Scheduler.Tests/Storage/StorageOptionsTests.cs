using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Storage;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class StorageOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_logins_password_comes_from_its_file_beside_the_settings()
    {
        File.WriteAllText(Path.Combine(_folder, "sql-password"), "a;b='c\n");
        var options = Read("Storage:ConnectionString=Server=db;Database=CamHa;User ID=camha", "Storage:PasswordFile=sql-password");
        Assert.Equal("a;b='c", new SqlConnectionStringBuilder(options.WholeConnectionString).Password);
    }

    [Fact]
    public void Without_one_the_connection_string_stays_as_it_is() =>
        Assert.Equal(
            "Server=db;Database=CamHa;Password=x",
            Read("Storage:ConnectionString=Server=db;Database=CamHa;Password=x").WholeConnectionString);

    [Fact]
    public void A_file_that_is_not_there_is_named_before_anything_is_done() => Assert.Contains(
        $"Storage:PasswordFile = '{Path.Combine(_folder, "sql-password")}': there is no such file. Create it with the secret in it, and "
            + "nothing else.",
        SettingsCheck.Faults(Given(
            "Storage:Provider=sqlserver",
            "Storage:ConnectionString=Server=db;Database=CamHa",
            "Storage:PasswordFile=sql-password")).Select(fault => fault.English));

    private StorageOptions Read(params string[] assignments) =>
        SectionBinder.Read<StorageOptions>(Given(assignments), StorageOptions.Section);

    private Settings Given(params string[] assignments) => Settings.Load(null, assignments) with { Folder = _folder };
}
