using System.Text.Json;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>Accounts of the page, at the machine.</summary>
public sealed class AccountCommandTests : IDisposable
{
    private const string Secret = "một câu của tôi";
    private readonly CommandLineProgram _program = new();

    [Fact]
    public async Task Whoever_is_at_the_machine_makes_accounts_and_gives_a_forgotten_password_anew()
    {
        await _program.DemoAsync();
        var code = await _program.RunAsync($"account code --config {_program.Config}");
        Assert.Matches("^[2-9A-Z]{5}-[2-9A-Z]{5}\n$", code.Output);
        Assert.Equal(code.Output, (await _program.RunAsync($"account code --config {_program.Config}")).Output);
        Assert.Equal(0, await TypeAsync("account create Quan-Tri --person \"Quản trị\" --role administrator,specialist", Secret));
        Assert.Equal(2, await TypeAsync("account create quan-tri --person Khác --role clerk", Secret));
        Assert.Equal(2, await TypeAsync("account create van-thu --person \"Văn thư\" --role clerc", Secret));
        Assert.Equal(2, await TypeAsync("account create van-thu --person \"Văn thư\" --role clerk --campaign KHAC", Secret));
        Assert.Equal(2, await TypeAsync("account create van-thu --person \"Văn thư\" --role clerk", "ngắn"));
        Assert.Equal(0, await TypeAsync("account create van-thu --person \"Văn thư\" --role clerk --campaign ntm-2022", Secret));
        Assert.Equal(2, (await _program.RunAsync($"account code --config {_program.Config}")).Code);

        Assert.Equal(0, await TypeAsync("account password VAN-THU", "hai câu của tôi"));
        Assert.Equal(2, await TypeAsync("account password ke-toan", "hai câu của tôi"));
        Assert.Equal(0, (await _program.RunAsync($"account end van-thu --config {_program.Config}")).Code);
        // Somebody must be left who can make accounts.
        Assert.Equal(2, (await _program.RunAsync($"account end quan-tri --config {_program.Config}")).Code);
        using var list = JsonDocument.Parse((await _program.RunAsync($"account list --json --config {_program.Config}")).Output);
        Assert.Equal(["quan-tri", "van-thu"], list.RootElement.EnumerateArray().Select(each => each.GetProperty("name").GetString()));
        Assert.DoesNotContain("hash", list.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            "ok   page: 127.0.0.1:8480, which asks for an account", (await _program.RunAsync($"doctor --config {_program.Config}")).Output);
    }

    public void Dispose() => _program.Dispose();

    private async Task<int> TypeAsync(string verb, string typed)
    {
        using var process = _program.Start($"{verb} --config {_program.Config}", typed + "\n");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
