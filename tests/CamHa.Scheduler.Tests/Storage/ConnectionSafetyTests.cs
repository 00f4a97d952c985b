using CamHa.Scheduler.Storage;
using Microsoft.Data.SqlClient;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class ConnectionSafetyTests
{
    [Theory]
    [InlineData("Server=db.camha.example;Encrypt=Mandatory")]
    [InlineData("Server=db.camha.example")] // mandatory is what SqlClient does by itself
    [InlineData("Server=db.camha.example;Encrypt=Strict;TrustServerCertificate=true")] // strict does not trust, whatever it says
    [InlineData("Server=.;Encrypt=false")]
    [InlineData("Server=(local)\\SQLEXPRESS;TrustServerCertificate=true")]
    [InlineData("Server=tcp:localhost,14333;Encrypt=Optional")]
    [InlineData("Server=127.0.0.1,14333;Encrypt=false;TrustServerCertificate=true")]
    [InlineData("Server=np:\\\\.\\pipe\\sql\\query;Encrypt=false")]
    public void What_is_encrypted_or_stays_on_this_machine_is_safe(string connection) =>
        Assert.Null(ConnectionSafety.Warning(new SqlConnectionStringBuilder(connection)));

    [Theory]
    [InlineData(
        "Server=tcp:db.camha.example,1433;Encrypt=false;Password=hunter2",
        "Encrypt=False to tcp:db.camha.example,1433: whoever is between can read mails and addresses.")]
    [InlineData(
        "Server=db\\SQLEXPRESS;Encrypt=Optional",
        "Encrypt=False to db\\SQLEXPRESS: whoever is between can read mails and addresses.")]
    [InlineData(
        "Server=10.0.0.5;TrustServerCertificate=true;Password=hunter2",
        "TrustServerCertificate=True to 10.0.0.5: whoever is between can pose as the server, and learn the password.")]
    public void What_others_can_read_is_warned_of_with_the_remedy(string connection, string warning) => Assert.Equal(
        $"Storage:ConnectionString: {warning} Give the server a certificate that this machine trusts, and write "
            + "Encrypt=Mandatory;TrustServerCertificate=false (sql/README.md).",
        ConnectionSafety.Warning(new SqlConnectionStringBuilder(connection)));

    [Fact]
    public void The_database_carries_the_warning() =>
        Assert.Single(new SqlServerDatabase(new() { ConnectionString = "Server=10.0.0.5;Database=CamHa;Encrypt=false" }).Warnings);
}
