using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Tests.Storage;

public sealed class SqlServerPropertiesTests
{
    [Fact]
    public void A_database_as_it_should_be_is_named_with_its_collation() => Assert.Equal(
        [new Finding("server", true, "collation Vietnamese_CI_AS, compatibility level 130, snapshot reads on")],
        DatabaseCheck.Of(
            new()
            {
                CompatibilityLevel = 130,
                Collation = "Vietnamese_CI_AS",
                SnapshotIsolationState = 1,
                ReadsCommittedSnapshot = true,
            },
            "CamHa"));

    [Fact]
    public void What_is_old_or_off_is_warned_of_with_the_statement_that_changes_it() => Assert.Equal(
        [
            "collation SQL_Latin1_General_CP1_CS_AS, compatibility level 110, snapshot reads off",
            "compatibility level 110 is older than SQL Server 2016: ALTER DATABASE [CamHa] SET COMPATIBILITY_LEVEL = 130",
            "snapshot reads are off, so a report and somebody who types wait for each other: ALTER DATABASE [CamHa] SET "
                + "ALLOW_SNAPSHOT_ISOLATION ON (sql/roles/snapshot.sqlserver.sql)",
            "READ_COMMITTED_SNAPSHOT is off: ALTER DATABASE [CamHa] SET READ_COMMITTED_SNAPSHOT ON, while nobody is connected",
        ],
        DatabaseCheck.Of(new() { CompatibilityLevel = 110, Collation = "SQL_Latin1_General_CP1_CS_AS" }, "CamHa")
                .Select(finding => finding.Says));

    [Fact]
    public void Only_a_level_too_old_keeps_a_mail_from_leaving() => Assert.Equal(
        [true, false, true, true],
        DatabaseCheck.Of(new() { CompatibilityLevel = 110 }, "CamHa").Select(finding => finding.IsGood));

    [Theory]
    [InlineData(0)] // off
    [InlineData(2)] // being switched off
    [InlineData(3)] // being switched on
    public void Only_what_is_wholly_on_can_be_used(int state) =>
        Assert.False(new SqlServerProperties { SnapshotIsolationState = state }.AllowsSnapshot);
}
