using System.CommandLine;
using System.Text.Json;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CamHa.Scheduler.Commands;

/// <summary>Shows one mail that came in: what became of it, and the mail as its reader sees it.</summary>
internal static class InboxShowCommand
{
    public static Command Create()
    {
        var id = new Argument<long>("ID")
        {
            Description = Language.Say(
                "Số của thư, như lệnh camha inbox list in ra.", "The mail's number, as 'camha inbox list' shows it."),
        };
        var raw = new Option<bool>("--raw")
        {
            Description = Language.Say("Chỉ in thư, đúng từng byte như đã nhận.", "Prints only the mail, byte for byte as it came."),
        };
        var folder = new Option<string?>("--files-to")
        {
            Description = Language.Say(
                "Ghi các tệp gửi kèm vào thư mục này; tệp đã có thì giữ nguyên, tệp mới nhận tên khác.",
                "Writes the files that came with it into this folder; what is there stays, and the new file gets another name."),
            HelpName = Language.Say("THƯ-MỤC", "FOLDER"),
        };
        var command = new Command("show", Language.Say(
            "Xem một thư đến: đã xử lý thế nào, và nội dung thư.", "Shows one mail that came in, and what became of it."))
        {
            id,
            raw,
            folder,
            CommandLine.Json,
        };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = await ServiceFactory.OpenAsync(parsed.Settings(), token);
            await using var session = await services.GetRequiredService<Database>().OpenAsync(token);
            if (await ListedMail.OneAsync(session, parsed.GetValue(id), token) is not { } mail)
            {
                await Console.Error.WriteLineAsync(DeskWords.NoMail(parsed.GetValue(id)));
                return CommandLine.WrongUsage;
            }

            var bytes = await ListedMail.BytesAsync(session, mail.Id, token);
            if (parsed.GetValue(folder) is { } where)
                return await WriteAsync(bytes, where, token);
            mail = mail with { Files = MailFiles.Shown(await ListedMail.FilesAsync(session, mail.Id, token), bytes) };
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(mail, JsonFormat.Options));
                return CommandLine.Done;
            }

            if (parsed.GetValue(raw))
                return await PrintAsync(bytes, token);
            var clock = services.GetRequiredService<CampaignClock>();
            foreach (var line in InboxListAnswers.Standing(mail, clock))
                Console.WriteLine(line);
            Console.WriteLine();
            foreach (var line in bytes is null ? [InboxListAnswers.NotKept] : InboxListAnswers.Mail(bytes, clock))
                Console.WriteLine(line);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<int> WriteAsync(byte[]? mail, string folder, CancellationToken token)
    {
        if (mail is null)
        {
            await Console.Error.WriteLineAsync(InboxListAnswers.NotKept);
            return CommandLine.Failed;
        }

        Directory.CreateDirectory(folder);
        var written = 0;
        foreach (var (file, bytes) in MailFiles.Of(mail).DistinctBy(each => each.File.Sha256))
        {
            var path = Free(Path.Combine(folder, file.Name));
            await using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await stream.WriteAsync(bytes, token);
            Console.WriteLine($"{path}  {InboxListAnswers.File(file)}");
            written++;
        }

        if (written == 0)
            Console.WriteLine(InboxListAnswers.NoFiles);
        return CommandLine.Done;
    }

    private static string Free(string path)
    {
        var (stem, ending) = (path[..^Path.GetExtension(path).Length], Path.GetExtension(path));
        for (var number = 2; File.Exists(path); number++)
            path = $"{stem} ({number}){ending}";
        return path;
    }

    private static async Task<int> PrintAsync(byte[]? bytes, CancellationToken token)
    {
        if (bytes is null)
        {
            await Console.Error.WriteLineAsync(InboxListAnswers.NotKept);
            return CommandLine.Failed;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bytes, token);
        return CommandLine.Done;
    }
}
