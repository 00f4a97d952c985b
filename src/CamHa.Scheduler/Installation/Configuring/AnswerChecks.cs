using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>Tries answers with the parts of the service that will use them.</summary>
internal static class AnswerChecks
{
    public static async Task<Refusal?> DatabaseAsync(Draft draft, Settings settings, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(settings);
        var database = services.GetRequiredService<Database>();
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        try
        {
            if (!options.IsSqlServer && FolderRefusal(draft, options.File) is { } refusal)
                return refusal;
            if (database.Exists)
                await (await database.OpenAsync(token)).DisposeAsync();
            return null;
        }
        catch (StorageException e)
        {
            return new(
                database.Dialect == Dialect.Sqlite
                    ? "Không dùng được tệp dữ liệu này. Hãy kiểm tra đường dẫn, hoặc chọn một tệp khác."
                    : "Không dùng được cơ sở dữ liệu. Hãy kiểm tra tên máy chủ, tên cơ sở dữ liệu, tên đăng nhập và mật khẩu, "
                        + "hoặc hỏi người quản trị SQL Server.",
                e.Message);
        }
    }

    /// <summary>Whether the server is there and speaks as safely as was said, before anybody's mailbox is asked for.</summary>
    public static async Task<Refusal?> ServerAsync(Draft draft, Settings settings, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(settings);
        try
        {
            await (await services.GetRequiredService<SmtpTransport>().OpenAsync(token)).DisposeAsync();
            return null;
        }
        catch (TransportUnavailableException e)
        {
            return new(TransportWords.Vietnamese(e.Message), e.Message);
        }
    }

    public static async Task<Refusal?> MailAsync(Draft draft, Settings settings, CancellationToken token)
    {
        await using var services = ServiceFactory.Create(settings);
        try
        {
            // As far as a recipient: many servers say only there that they take nothing from here. Whether the sender's own
            // mailbox can be written to does not matter.
            var from = services.GetRequiredService<IOptions<MailOptions>>().Value.From;
            var answer = await services.GetRequiredService<SmtpTransport>().AskAsync(from, from, token);
            return answer.Outcome == DeliveryOutcome.SessionEnded ? CutShort($"{answer.Code} {answer.Reply}".Trim()) : null;
        }
        catch (TransportUnavailableException e)
        {
            return new(TransportWords.Vietnamese(e.Message), e.Message);
        }
    }

    private static Refusal CutShort(string said) => new(
        "Máy chủ thư ngắt kết nối khi nghe tên người gửi và người nhận. Hãy thử lại; vẫn vậy thì hỏi người quản trị máy chủ thư.",
        $"The mail server cut the connection before any mail: {said}. Try again; if that does not pass, ask who runs it.");

    private static Refusal? FolderRefusal(Draft draft, string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        // The unit's sandbox on Linux and the account's rights on Windows allow the service no other folder.
        if (draft.Places is { } places && !IsWithin(places.DataFolder, folder))
        {
            return new(
                $"Dịch vụ chỉ được ghi vào {places.DataFolder}. Hãy chọn một tệp ở đó.",
                $"Storage:File = '{file}': the installed service may write into {places.DataFolder} only. Name a file there.");
        }

        var isNew = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            // As long as the file's own name, which may be too long.
            var probe = $"{file}.tmp";
            File.WriteAllText(probe, "");
            File.Delete(probe);
            // Until the last answer nothing is written.
            if (isNew)
                Directory.Delete(folder);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(
                "Không ghi được vào thư mục này. Hãy chọn một thư mục khác.",
                $"Storage:File = '{file}': its folder cannot be written: {e.Message.TrimEnd('.')}. Name a file in another folder.");
        }
    }

    private static bool IsWithin(string outer, string inner) =>
        (inner + Path.DirectorySeparatorChar).StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
