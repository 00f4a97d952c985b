using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The links of units, at the console.</summary>
public sealed class LinkCommandTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    [Fact]
    public async Task A_link_is_shown_renewed_and_revoked_and_stands_in_the_record()
    {
        await _program.DemoAsync();
        Assert.Equal(2, (await RunAsync("link show HND")).Code);
        _program.Execute("UPDATE Campaign SET EndsOn = '2099-12-31'");
        var without = await RunAsync("link show HND", "");
        Assert.Equal(2, without.Code);
        Assert.Contains("Answers:PublicUrl", without.Error, StringComparison.Ordinal);
        var first = await RunAsync("link show hnd");
        Assert.Matches("^https://baocao.xa.example/t/[A-Za-z0-9_-]{27}\n$", first.Output);
        Assert.Equal(first.Output, (await RunAsync("link show HND")).Output);
        Assert.Contains(first.Output.Trim(), (await RunAsync("link list --json")).Output, StringComparison.Ordinal);
        var renewed = await RunAsync("link renew HND --reason mất-máy");
        Assert.Equal(0, renewed.Code);
        Assert.DoesNotContain(first.Output, renewed.Output, StringComparison.Ordinal);
        Assert.Equal(renewed.Output.Trim().Split('\n')[^1], (await RunAsync("link show HND")).Output.Trim());
        Assert.Equal(0, (await RunAsync("link revoke HND")).Code);
        Assert.Equal(2, (await RunAsync("link show HND")).Code);
        Assert.Equal(2, (await RunAsync("link show KHONG-CO")).Code);
        var record = (await RunAsync("change list --unit HND")).Output;
        Assert.Contains("link", record, StringComparison.Ordinal);
        Assert.Contains("mất-máy", record, StringComparison.Ordinal);
        // Nobody listens there.
        var proven = await RunAsync("link prove", "--set Answers:PublicUrl=http://127.0.0.1:9");
        Assert.Equal(1, proven.Code);
        Assert.Contains("not reached from outside", proven.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private Task<(int Code, string Output, string Error)> RunAsync(
        string verb, string settings = "--set Answers:PublicUrl=https://baocao.xa.example") =>
        _program.RunAsync($"{verb} --config {_program.Config} {settings}");
}
