using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Commands;

/// <summary>The verb <c>run</c>, killed while it sends.</summary>
public sealed class KilledServiceTests : IDisposable
{
    private readonly CommandLineProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task The_service_killed_and_started_again_has_every_mail_once()
    {
        await _program.DemoAsync();
        // Everything the demo sent waits again, as if its process had died while sending. As alerts, which stay true.
        _program.Execute(
            "UPDATE OutboxMessage SET State = 'Pending', Kind = 'Alert', InDoubt = 1, FinishedAt = NULL, ExpiresAt = "
                + "'2099-01-01T00:00:00.000Z'; DELETE FROM OutboxAttempt;");

        var mail = Path.Combine(_program.Folder, "camha-demo", "mail");
        foreach (var file in Directory.GetFiles(mail, "*.eml"))
            File.Delete(file);
        using (var service = _program.Start($"run --config {_program.Config} --set Outbox:BatchSize=3 --set Outbox:LeaseSeconds=30"))
        {
            await Eventually.TrueAsync(() => Directory.GetFiles(mail, "*.eml").Length >= 5 || service.HasExited, () => "It sent nothing.");
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(Directory.GetFiles(mail, "*.eml").Length >= 5);
        using (var service = _program.Start($"run --config {_program.Config} --set Outbox:PollSeconds=1"))
        {
            await Eventually.TrueAsync(() => Directory.GetFiles(mail, "*.eml").Length >= 71, () => "It did not send the rest.");
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(71, Directory.GetFiles(mail, "*.eml").Length);
    }
}
