using System.Text.Json;

namespace CamHa.Scheduler.Endurance.Installation;

/// <summary>The verb <c>service</c> and the unit's sandbox, under a systemd that really runs.</summary>
public sealed class SystemdServiceTests(InstalledService machine) : IClassFixture<InstalledService>
{
    [Fact]
    public void Only_root_installs_and_who_is_not_is_told_how() =>
        Assert.Equal((1, "Only root may do that: sudo /opt/camha/camha service install"), machine["not-root"]);

    [Fact]
    public void Nothing_is_installed_without_settings() =>
        Assert.Equal(
            (2, "/etc/camha/appsettings.json is not there, and the service reads its settings from it. Write it with 'camha configure'."),
            machine["unconfigured"]);

    [Fact]
    public void What_is_not_installed_is_said_to_be_so()
    {
        var (code, output) = machine["not-installed"];
        Assert.Equal(1, code);
        Assert.StartsWith(
            "installed: no; install it with 'camha service install'\nstarts with the machine: no\nstate: inactive (dead)",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_are_roots_to_write_and_the_services_to_read()
    {
        Assert.Equal(0, machine["configured"].Code);
        Assert.Equal(
            "/etc/camha root:camha 750\n/etc/camha/appsettings.json root:camha 640\n/etc/camha/smtp-password root:root 600",
            machine["modes"].Output);
        Assert.Equal((1, 0), (machine["settings-as-other"].Code, machine["settings-as-camha"].Code));
        // systemd hands it over; the account itself cannot read the file.
        Assert.Equal((1, 1), (machine["password-as-other"].Code, machine["password-as-camha"].Code));
        Assert.DoesNotContain(
            InstalledService.Password,
            machine["settings"].Output + machine["configured"].Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_read_the_settings_is_told_and_does_not_begin_a_second_database() => Assert.Equal(
        (2, "--config: the service's own settings, /etc/camha/appsettings.json, are not for this user. Run it with sudo, or name "
            + "another file with --config FILE."),
        machine["settings-not-for-others"]);

    [Fact]
    public void The_service_is_installed_starts_with_the_machine_and_runs()
    {
        var (code, output) = machine["installed"];
        Assert.True(code == 0, output);
        Assert.StartsWith("The service is installed and runs.", output, StringComparison.Ordinal);
        var status = machine["status"];
        Assert.Equal(0, status.Code);
        Assert.StartsWith(
            "installed: /etc/systemd/system/camha.service\nstarts with the machine: yes\nstate: active (running) since ",
            status.Output,
            StringComparison.Ordinal);
        Assert.Contains("Started camha.service", status.Output, StringComparison.Ordinal);
        Assert.Contains(
            "ExecStart=/opt/camha/camha run --config /etc/camha/appsettings.json",
            machine["unit"].Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Its_status_is_there_for_programs()
    {
        using var json = JsonDocument.Parse(machine["status-json"].Output);
        Assert.True(json.RootElement.GetProperty("isRunning").GetBoolean());
    }

    [Fact]
    public void In_its_sandbox_it_keeps_data_backs_up_and_writes_reports()
    {
        var files = machine["written"].Output;
        Assert.Contains("/var/lib/camha/backups/camha-", files, StringComparison.Ordinal);
        Assert.Contains(".docx", files, StringComparison.Ordinal);
        Assert.Contains(".pdf", files, StringComparison.Ordinal);
    }

    [Fact]
    public void In_its_sandbox_it_logs_in_with_the_credential_and_sends()
    {
        Assert.True(machine["sent"].Code == 0, machine["status"].Output);
        Assert.NotEmpty(machine.Mails);
    }

    [Fact]
    public void It_has_no_privilege_left() =>
        Assert.Equal("CapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2", machine["capabilities"].Output);

    [Fact]
    public void The_doctor_in_roots_shell_logs_in_as_the_service_does() =>
        Assert.Contains("mail: SMTP server 127.0.0.1", machine["doctor"].Output, StringComparison.Ordinal);

    [Fact]
    public void What_root_makes_among_its_data_is_its_own() => Assert.Equal((0, ""), (machine["by-root"].Code, machine["of-root"].Output));

    [Fact]
    public void Killed_it_is_there_again() => Assert.Equal(0, machine["restarted"].Code);

    [Fact]
    public void Installed_again_it_is_started_anew()
    {
        Assert.Equal(0, machine["again"].Code);
        Assert.Equal(0, machine["started-anew"].Code);
        Assert.Equal(0, machine["well-again"].Code);
    }

    /// <summary>systemd copies the password when the service starts: the old one went on being refused.</summary>
    [Fact]
    public void A_new_password_is_the_services_as_soon_as_it_is_configured()
    {
        Assert.EndsWith("Next: camha init", machine["configured"].Output, StringComparison.Ordinal);
        Assert.EndsWith("The service was started anew with these settings.", machine["reconfigured"].Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (machine["reconfigured"].Code, machine["reconfigured-anew"].Code));
        Assert.Equal("mật khẩu 2", machine["credential"].Output);
    }

    [Fact]
    public void What_does_not_start_says_why()
    {
        Assert.Equal(1, machine["broken-configured"].Code);
        Assert.Contains("did not start; it is tried again every 30 seconds", machine["broken-configured"].Output, StringComparison.Ordinal);
        var (code, output) = machine["broken"];
        Assert.Equal(1, code);
        Assert.Contains("did not start; it is tried again every 30 seconds", output, StringComparison.Ordinal);
        // As the service says it, which has no locale and so speaks Vietnamese.
        Assert.Contains("Storage:File = '/var/lib/camha/paper/broken.db': không dùng được", output, StringComparison.Ordinal);
        Assert.Equal(1, machine["broken-status"].Code);
    }

    [Fact]
    public void Taken_away_it_leaves_settings_and_data()
    {
        var (code, output) = machine["uninstalled"];
        Assert.Equal(0, code);
        Assert.Equal(
            "The service is stopped and taken away.\nWhat it had stays: settings and passwords in /etc/camha, data in /var/lib/camha, "
                + "logs in /var/log/camha.", output);
        var left = machine["left"].Output;
        Assert.DoesNotContain("camha.service", left, StringComparison.Ordinal);
        Assert.Contains("appsettings.json", left, StringComparison.Ordinal);
        Assert.Contains("camha.db", left, StringComparison.Ordinal);
        Assert.Equal(1, machine["enabled"].Code);
        Assert.StartsWith("The service is not installed.", machine["uninstalled-again"].Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_package_brought_the_unit_it_is_used_and_left_to_the_package()
    {
        Assert.Equal(0, machine["packaged-installed"].Code);
        Assert.Equal(
            "/lib/systemd/system/camha.service",
            machine["packaged-place"].Output.Replace("/usr/lib", "/lib", StringComparison.Ordinal));
    }

    /// <summary>A restore and a move begin with it; it was refused there, and the way out that it named took the program away.</summary>
    [Fact]
    public void What_a_package_brought_can_be_stopped_and_installed_again_and_the_program_stays()
    {
        var (code, output) = machine["packaged-uninstalled"];
        Assert.Equal(0, code);
        Assert.StartsWith(
            "The service is stopped and does not start with the machine any more. The program came with the Debian package and stays; "
                + "to take it away: apt remove camha\n", output, StringComparison.Ordinal);
        Assert.Equal(
            ("inactive", "disabled", 0),
            (machine["packaged-stopped"].Output, machine["packaged-disabled"].Output, machine["packaged-unit"].Code));
        Assert.Equal((0, 0), (machine["packaged-again"].Code, machine["packaged-well"].Code));
    }

    /// <summary>A package that came back was taken for an upgrade of one that did not run.</summary>
    [Fact]
    public void A_package_starts_the_service_also_when_it_comes_back_and_not_where_it_was_stopped_or_disabled()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/dpkg-deb"), "There is no dpkg here.");
        foreach (var step in new[]
        {
            "installed",
            "removed",
            "returned",
            "upgraded",
            "taken",
            "back",
            "uninstalled",
            "taken-again",
            "back-again"
        })
            Assert.True(machine[$"package-{step}"].Code == 0, $"{step}: {machine[$"package-{step}"].Output}");
        Assert.Equal(
            ("active", "inactive", "active"),
            (machine["package-runs"].Output, machine["package-gone"].Output, machine["package-runs-again"].Output));
        Assert.Equal(
            ("inactive", "active", "inactive"),
            (machine["package-left-stopped"].Output, machine["package-started"].Output, machine["package-left-disabled"].Output));
    }
}
