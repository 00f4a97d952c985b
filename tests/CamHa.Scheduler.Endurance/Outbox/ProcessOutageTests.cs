using System.Collections.Concurrent;
using System.Diagnostics;
using CamHa.Scheduler.Endurance.Infrastructure;
using CamHa.Scheduler.Tests.Infrastructure;

namespace CamHa.Scheduler.Endurance.Outbox;

/// <summary>What is away for a while, for the real program: the room on its disk, the answer of a server.</summary>
public sealed class ProcessOutageTests
{
    [Fact]
    public async Task A_full_disk_stops_the_sending_visibly_and_room_brings_every_mail_once()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
            "A small disk of its own is mounted by root on Linux only.");
        await using var server = new CrashingSmtpServer(1) { Pace = TimeSpan.FromMilliseconds(40) };
        await using var outbox = await AlertOutbox.CreateAsync(200, server.Port);
        var disk = Directory.CreateDirectory(Path.Combine(outbox.Folder, "disk")).FullName;
        var said = new ConcurrentQueue<string>();
        var copy = Directory.CreateDirectory(Path.Combine(outbox.Folder, "copy")).FullName;
        // Mounted where only the program sees it, and gone with it: told to end, it ends in order, and its database is copied out.
        const string onSmallDisk = """
            disk=$1 file=$2 copy=$3; shift 3
            mount -t tmpfs -o size=32m tmpfs "$disk" && cp "$file" "$disk" || exit 77
            "$@" & program=$!
            trap 'kill -TERM $program' TERM
            while kill -0 $program 2> /dev/null; do wait $program; done
            cp "$disk"/camha.db* "$copy"
            """;
        var program = outbox.Start(
            "unshare",
            [
                "-m", "sh", "-c", onSmallDisk, "small-disk", disk, outbox.File, copy,
                "dotnet", Path.Combine(AppContext.BaseDirectory, "camha.dll"), "run", "--config", outbox.Config,
                "--set", $"Storage:File={disk}/camha.db",
            ],
            said.Enqueue);
        await Eventually.TrueAsync(() => server.Copies.Count >= 20 || program.HasExited, Said);
        Assert.SkipWhen(program.HasExited && program.ExitCode == 77, $"No disk could be mounted: {Said()}");

        // The tests reach it by way of the program's root.
        var fill = $"/proc/{program.Id}/root{disk}/fill";
        Fill(fill);
        await Eventually.TrueAsync(() => Full() > 0, Said);
        var (taken, full) = (server.Copies.Count, Full());
        // It has tried again, more than once.
        await Eventually.TrueAsync(() => Full() >= full + 3, Said);
        // What was under way is finished; nothing is begun whose answer could not be recorded.
        Assert.InRange(server.Copies.Count, taken, taken + 8);
        Assert.True(server.Copies.Count < 200);

        File.Delete(fill);
        await Eventually.TrueAsync(() => server.Copies.Count >= 200, Said);
        using (Process.Start("kill", ["-TERM", $"{program.Id}"]))
            await program.WaitForExitAsync(Service.Token);
        Assert.Equal(200, server.Copies.Count);
        Assert.Equal(200, server.Copies.DistinctBy(each => each.MessageId).Count());
        Assert.All(await outbox.StatesAsync(Path.Combine(copy, "camha.db")), state => Assert.Equal("Sent", state.Value));

        string Said() => string.Join('\n', said);

        int Full() => said.Count(line => line.Contains("full", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_server_that_never_answers_one_mail_delivers_the_others_meanwhile_and_that_one_again_byte_for_byte()
    {
        await using var server = new CrashingSmtpServer(1);
        var isFirst = true;
        server.IsWedged = id => id == "alert-7@camha.example" && isFirst;
        await using var outbox = await AlertOutbox.CreateAsync(60, server.Port);
        outbox.Start("--set", "Smtp:AnswerTimeoutSeconds=3");
        await Eventually.TrueAsync(
            async () => await outbox.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Sent'") == 59,
            () => "The others were not delivered.");
        await Eventually.TrueAsync(
            async () => await outbox.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE State = 'Pending' AND InDoubt = 1") == 1,
            () => "Its answer is still awaited.");
        isFirst = false;
        await outbox.ExecuteAsync("UPDATE OutboxMessage SET NotBefore = CreatedAt WHERE State = 'Pending'");
        await outbox.SentAsync();
        Assert.Equal(61, server.Copies.Count);
        Assert.Single(server.Copies.Where(copy => copy.MessageId == "alert-7@camha.example").Select(copy => copy.Content).Distinct());
    }

    // To the last byte, however small the pieces.
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var piece = 1 << 20; piece > 0; piece /= 2)
        {
            try
            {
                while (true)
                    file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                // No room for so much.
            }
        }
    }
}
