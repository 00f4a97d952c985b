using CamHa.Scheduler.Commands;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Tests.Commands;

/// <summary>The command that a user is told to type next exists where the user is.</summary>
public sealed class InvocationTests : IDisposable
{
    private readonly string _here = Directory.CreateTempSubdirectory("camha ").FullName;

    public void Dispose() => Directory.Delete(_here, recursive: true);

    [Fact]
    public void Who_has_the_sources_runs_the_project()
    {
        var project = Path.Combine("src", "CamHa.Scheduler");
        var built = Directory.CreateDirectory(Path.Combine(_here, project, "bin", "Debug", "net10.0")).FullName;
        File.WriteAllText(Path.Combine(_here, project, "CamHa.Scheduler.csproj"), "");
        Assert.Equal($"dotnet run --project {project} --", new Invocation(built, Path.Combine(built, "camha"), "", _here).Command);
        Assert.Equal(
            "dotnet run --project . --",
            new Invocation(built, Path.Combine(built, "camha"), "", Path.Combine(_here, project)).Command);
    }

    [Fact]
    public void Who_gave_it_to_the_runtime_does_so_again_and_a_blank_is_quoted()
    {
        var elsewhere = Path.GetTempPath();
        Assert.Equal(
            $"dotnet \"{Path.Combine(_here, "camha.dll")}\"",
            new Invocation(_here, "/usr/share/dotnet/dotnet", "", Path.Combine(elsewhere, "x")).Command);
    }

    [Fact]
    public void Whose_shell_finds_it_types_its_name_and_whose_does_not_types_where_it_is()
    {
        var program = Path.Combine(_here, "camha");
        File.WriteAllText(program, "");
        Assert.Equal("camha", new Invocation(_here, program, string.Join(Path.PathSeparator, "/nowhere", _here), "/").Command);
        Assert.Equal(Path.Combine(".", "camha"), new Invocation(_here, program, "/nowhere", _here).Command);
    }

    [Fact]
    public async Task What_the_demo_ends_with_goes_on_with_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is typed into a Unix shell here.");
        using var program = new CommandLineProgram();
        var demo = await program.RunAsync("demo --dir \"mẫu 1\"");
        var last = demo.Output.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("Go on with it: dotnet ", last, StringComparison.Ordinal);
        Assert.EndsWith($" run --config \"{Path.Combine("mẫu 1", "appsettings.json")}\"", last, StringComparison.Ordinal);
        // As it stands, but for the port of its page, which may be another's here.
        using var run = program.Shell($"exec {last["Go on with it: ".Length..]} --set Web:Enabled=false");
        string? line;
        do
            line = await run.StandardOutput.ReadLineAsync(Service.Token);
        while (line?.Contains("Ready:", StringComparison.Ordinal) == false);
        Assert.NotNull(line);
        run.Kill(entireProcessTree: true);
        await run.WaitForExitAsync(Service.Token);
    }
}
