using System.Net.Sockets;
using System.Text;
using CamHa.Scheduler.Hosting;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Hosting;

/// <summary>The program as a process, with a socket in systemd's place.</summary>
public sealed class SystemdWatchdogTests
{
    [Fact]
    public async Task While_it_works_systemd_hears_of_it_again_and_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no systemd on Windows.");
        using var program = new CommandLineProgram();
        await program.RunAsync("init");
        var path = Path.Combine(program.Folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        using var process = program.Start("run --set Web:Enabled=false", null, ("NOTIFY_SOCKET", path), ("WATCHDOG_USEC", "600000"));
        try
        {
            var heard = new List<string>();
            var buffer = new byte[1000];
            while (heard.Count(word => word == "WATCHDOG=1") < 3)
                heard.Add(Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Service.Token)));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "", 30)]
    [InlineData("30000000", "1", null)] // another process
    [InlineData("0", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    [InlineData("-5", null, null)]
    public void The_unit_says_how_often_systemd_is_to_be_told(string? microseconds, string? process, int? seconds) =>
        Assert.Equal(seconds, (int?)SystemdWatchdog.Interval(microseconds, process)?.TotalSeconds);
}
