using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Saying;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Commands;

/// <summary>Says how mails are understood, and why, from their files alone.</summary>
internal static class InboxExplainCommand
{
    // A line each: a program reads one after the other, however many there are.
    private static readonly JsonSerializerOptions Lines = new(JsonFormat.Options)
    {
        WriteIndented = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    static InboxExplainCommand() => Lines.Converters.RemoveAt(0);

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = Language.Say(
                "Tệp thư (.eml), một hay nhiều; thư mục thì xem mọi tệp trong đó.",
                "Mails (.eml), one or several; of a folder every file in it."),
        };
        var command = new Command("explain", Language.Say(
            "Xem một thư được hiểu thế nào và vì sao: loại thư, phần mới, báo cáo tuần, việc nào xong. Không cần cơ sở dữ liệu.",
            "Says how a mail is understood and why: its kind, what is new in it, the weekly report, what is done. Needs no database."))
        {
            files,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            var isJson = parsed.GetValue(CommandLine.Json);
            var failed = 0;
            foreach (var file in parsed.GetRequiredValue(files).SelectMany(Each))
            {
                token.ThrowIfCancellationRequested();
                if (await ReadAsync(file, token) is not { } bytes)
                {
                    failed++;
                    continue;
                }

                var explanation = MailExplainer.Explain(bytes);
                if (isJson)
                {
                    Console.WriteLine(JsonSerializer.Serialize(Explained.Of(file, explanation), Lines));
                    continue;
                }

                foreach (var line in InboxAnswers.Explanation(file, explanation))
                    Console.WriteLine(line);
                Console.WriteLine();
            }

            return failed == 0 ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static IEnumerable<string> Each(FileInfo file) => Directory.Exists(file.ToString())
        ? Directory.EnumerateFiles(file.ToString(), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [file.ToString()];

    // Only what is read of a mail at all: a file may have any size.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(string file, CancellationToken token)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, useAsync: false);
            var bytes = new byte[(int)Math.Min(stream.Length, MailLimits.Mail + 1L)];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, token);
            return bytes.AsMemory(0, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{file}: {e.Message}");
            return null;
        }
    }

    /// <summary>What <c>--json</c> prints of a mail.</summary>
    private sealed record Explained(
        string File,
        MailKind Kind,
        IReadOnlyList<ReportedRecipient> Recipients,
        string About,
        string Text,
        string Cut,
        IReadOnlyList<IncomingFile> Attachments,
        string? Week,
        WeeklyPoints? Points,
        IReadOnlyList<Statement> Statements,
        IReadOnlyList<Bilingual> Why)
    {
        public static Explained Of(string file, Explanation mail) => new(
            file,
            mail.Kind,
            mail.Recipients,
            mail.About,
            mail.Text,
            mail.Cut,
            mail.Attachments,
            mail.Week,
            mail.Points,
            mail.Statements,
            mail.Why);
    }
}
