using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The program on machines that speak other languages than it does.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Help_and_faults_are_in_the_language_that_is_asked_for_or_the_machines()
    {
        var english = await _program.RunAsync("import --help --lang en", "vi_VN.UTF-8");
        Assert.StartsWith("Description:", english.Output, StringComparison.Ordinal);
        Assert.Contains("Reads a workbook or a folder of CSV files", english.Output, StringComparison.Ordinal);
        // A language that the command line's library has and this program has not.
        var vietnamese = await _program.RunAsync("import --help", "fr_FR.UTF-8");
        Assert.StartsWith("Công dụng:", vietnamese.Output, StringComparison.Ordinal);
        var fault = await _program.RunAsync("status --lang vi --set Smtp:Port=99999");
        Assert.Equal((2, "Smtp:Port = '99999': hãy ghi một số từ 1 đến 65535."), (fault.Code, fault.Error.Trim()));
    }

    [Fact]
    public async Task Years_are_read_and_written_as_in_Vietnam_whatever_calendar_the_machine_has()
    {
        await _program.DemoAsync();
        var preview = $"preview weekly --on 17/6/2022 --config {_program.Config}";
        var vietnamese = (await _program.RunAsync($"{preview} --lang vi")).Output;
        // A Buddhist, a Persian, an Islamic calendar; a dotless i.
        foreach (var locale in new[] { "th_TH.UTF-8", "fa_IR.UTF-8", "ar_SA.UTF-8", "tr_TR.UTF-8" })
        {
            var here = await _program.RunAsync(preview, locale);
            Assert.True(here.Code == 0, $"{locale}: {here.Error}");
            Assert.Equal(vietnamese, here.Output);
            var status = await _program.RunAsync($"status --config {_program.Config}", locale);
            Assert.Contains($"{TimeProvider.System.GetUtcNow().Year}", status.Output, StringComparison.Ordinal);
        }
    }
}
