using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation;

namespace CamHa.Scheduler.Tests.Installation;

/// <summary>What is said to Windows, as it can be checked anywhere.</summary>
public sealed class WindowsStepsTests
{
    private static readonly Places Places = Places.Windows(@"C:\ProgramData");

    [Fact]
    public void The_customary_places_are_under_ProgramData() => Assert.Equal(
        (@"C:\ProgramData\CamHa\appsettings.json", @"C:\ProgramData\CamHa\data", @"C:\ProgramData\CamHa\logs"),
        (Places.ConfigFile, Places.DataFolder, Places.LogFolder));

    [Theory]
    [InlineData(false, "create")]
    [InlineData(true, "config")] // an upgrade
    public void The_service_starts_late_as_an_account_of_its_own_and_its_paths_may_have_blanks(bool isThere, string verb)
    {
        var step = WindowsSteps.Install(@"C:\Program Files\CamHa\camha.exe", Places, isThere).First();
        Assert.Equal("sc.exe", step.Name);
        Assert.Equal(
            [
                verb, "camha", "binPath=", @"""C:\Program Files\CamHa\camha.exe"" run --config ""C:\ProgramData\CamHa\appsettings.json""",
                "start=", "delayed-auto", "obj=", @"NT SERVICE\camha", "DisplayName=", "CamHa.Scheduler",
            ],
            step.Arguments);
    }

    [Fact]
    public void Whatever_it_ends_of_it_is_started_again()
    {
        var steps = WindowsSteps.Install(@"C:\camha.exe", Places, isThere: false).Select(step => string.Join(' ', step.Arguments)).ToList();
        Assert.Contains("failure camha reset= 86400 actions= restart/60000/restart/60000/restart/60000", steps);
        Assert.Contains("failureflag camha 1", steps);
    }

    [Fact]
    public void The_settings_are_administrators_to_write_and_the_services_to_read_and_nobody_elses()
    {
        var account = WindowsSteps.Account;
        Assert.Equal(
            [
                @"C:\ProgramData\CamHa /setowner *S-1-5-32-544",
                $@"C:\ProgramData\CamHa /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F {account}:(OI)(CI)RX",
                $@"C:\ProgramData\CamHa\data /grant:r {account}:(OI)(CI)M",
                $@"C:\ProgramData\CamHa\logs /grant:r {account}:(OI)(CI)M",
            ],
            WindowsSteps.Rights(Places).Select(step => string.Join(' ', step.Arguments)));
    }

    [Fact]
    public void The_accounts_number_is_made_as_Windows_makes_it() =>
        // NT SERVICE\TrustedInstaller, the same on every Windows.
        Assert.Equal("S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464", WindowsSteps.ServiceSid("TrustedInstaller"));
}
