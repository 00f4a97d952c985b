using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The program on machines that speak other languages than it does.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    public void Dispose() => _program.Dispose();

    // A Buddhist, a Persian, an Islamic calendar; a dotless i.
    [Theory]
    [InlineData("th_TH.UTF-8")]
    [InlineData("fa_IR.UTF-8")]
    [InlineData("ar_SA.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task Years_are_read_and_written_as_in_Vietnam_whatever_calendar_the_machine_has(string locale)
    {
        await _program.DemoAsync();
        foreach (var verb in new[] { "preview weekly --on 17/6/2022", "outbox list", "outbox show 1", "report list" })
        {
            var here = await _program.RunAsync($"{verb} --config {_program.Config}", locale);
            Assert.True(here.Code == 0, $"{verb}: {here.Error}");
            Assert.Equal((await _program.RunAsync($"{verb} --lang vi --config {_program.Config}")).Output, here.Output);
        }

        var status = await _program.RunAsync($"status --config {_program.Config}", locale);
        Assert.True(status.Code == 0, status.Error);
        Assert.Contains($"{TimeProvider.System.GetUtcNow().Year}", status.Output, StringComparison.Ordinal);
    }
}
